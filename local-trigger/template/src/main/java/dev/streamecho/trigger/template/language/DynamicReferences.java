package dev.streamecho.trigger.template.language;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What CloudFormation looks up in Systems Manager and Secrets Manager.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html">Dynamic
 *     references</a>
 */
final class DynamicReferences {
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:.*?}}");

    private DynamicReferences() {}

    static boolean areIn(String text) {
        return REFERENCE.matcher(text).find();
    }

    /** Returns the text with placeholders in their places. */
    static String replace(String text, Scope scope) {
        return REFERENCE
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(scope.placeholder(new Unknown(match.group()))));
    }
}
