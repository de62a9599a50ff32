package dev.streamecho.trigger.template.cdk;

import dev.streamecho.trigger.template.form.DefinedStack;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an app calls its constructs: logical ids without the hash that CDK appends. */
final class ConstructNames {
    private static final Pattern LOGICAL_ID = Pattern.compile("(.+?)[0-9A-F]{8}");

    private ConstructNames() {}

    /** Returns a stack whose resources are called as in the app, where that is clear. */
    static DefinedStack in(DefinedStack stack) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        for (String logicalId : stack.content().resources().keySet()) {
            Matcher hashed = LOGICAL_ID.matcher(logicalId);
            String name = hashed.matches() ? hashed.group(1) : logicalId;
            counts.merge(name, 1, Integer::sum);
            names.put(logicalId, name);
        }
        names.values().removeIf(name -> counts.getOrDefault(name, 0) > 1);
        return stack.withNames(names);
    }
}
