package dev.streamecho.trigger.lambda;

import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function as requests name it: a name, a partial or a whole ARN, possibly with a version or alias.
 *
 * @param name the name without the rest
 * @param qualifier the version or alias
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestSyntax">FunctionName</a>
 */
record FunctionName(String name, Optional<String> qualifier) {
    private static final Pattern FORM = Pattern.compile(
            "(?:arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:)?(?:\\d{12}:function:)?([a-zA-Z0-9_.-]+)(?::(\\$LATEST|[a-zA-Z0-9_-]+))?");

    /**
     * Reads a name.
     *
     * @param qualifier of the request beside the name, if there is one
     * @throws ServiceException if it is none
     */
    static FunctionName parse(String name, Optional<String> qualifier) {
        Matcher form = FORM.matcher(name);
        if (!form.matches()) {
            throw ServiceException.invalid("%s is neither the name nor the ARN of a function".formatted(name));
        }
        Optional<String> own = Optional.ofNullable(form.group(2));
        if (own.isPresent() && qualifier.isPresent() && !own.equals(qualifier)) {
            throw ServiceException.invalid(
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        return new FunctionName(form.group(1), own.or(() -> qualifier));
    }

    /** Returns whether it is this function, by its name or its logical id, which is what a person has before them. */
    boolean isOf(FunctionDefinition function) {
        return function.functionName().equals(name) || function.logicalId().equals(name);
    }
}
