package dev.streamecho.trigger.template.check.policy;

import java.util.regex.Pattern;

/** ARNs and patterns of them, as policies compare them. */
final class Arns {
    private static final int RESOURCE = 5;
    private static final int SERVICE = 2;
    private static final Pattern ALL = Pattern.compile("(.*[:/])?\\*");

    private Arns() {}

    /**
     * Returns whether a pattern of a policy stands for an ARN. The region and the account are left out: here they are made up,
     * and a template may have the real ones.
     */
    static boolean matches(String pattern, String arn) {
        if (pattern.equals("*")) {
            return true;
        }
        String[] wanted = pattern.split(":", RESOURCE + 1);
        String[] parts = arn.split(":", RESOURCE + 1);
        return wanted.length == parts.length
                && parts.length == RESOURCE + 1
                && matchesWord(wanted[SERVICE], parts[SERVICE])
                && matchesWord(wanted[RESOURCE], parts[RESOURCE]);
    }

    /** Returns whether a pattern stands for all resources of a kind, as {@code *} and {@code …:table/*} do. */
    static boolean isOfAll(String pattern) {
        return ALL.matcher(pattern).matches();
    }

    /** Returns whether a pattern with {@code *} and {@code ?} stands for a word, such as an action. */
    static boolean matchesWord(String pattern, String word) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            expression.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(expression.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(word)
                .matches();
    }
}
