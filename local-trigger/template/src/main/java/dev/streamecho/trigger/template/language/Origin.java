package dev.streamecho.trigger.template.language;

import java.util.Map;

/**
 * Where a resource is written, for messages.
 *
 * @param file as the user named it
 * @param name what the resource is called there; empty for what is in no resource
 * @param properties what its properties are called there, by their paths in CloudFormation, if that is something else
 */
public record Origin(String file, String name, Map<String, String> properties) {
    private static final String PROPERTIES = "Properties.";

    public Origin {
        properties = Map.copyOf(properties);
    }

    /** Returns where something is in a template, where everything has CloudFormation's names. */
    public static Origin of(String file, String name) {
        return new Origin(file, name, Map.of());
    }

    /** Returns a place as a message names it. */
    String place(String path) {
        if (properties.isEmpty() || !path.startsWith(name + ".")) {
            return path;
        }
        String property = property(path);
        return property.isEmpty() ? name : name + "." + property;
    }

    /** Returns the property within its resource; empty for the resource itself. */
    String property(String path) {
        String property = withoutResource(path);
        if (properties.isEmpty()) {
            return property;
        }
        if (property.equals("Properties")) {
            return "";
        }
        int end = property.length();
        while (end > 0) {
            String written = properties.get(property.substring(0, end));
            if (written != null) {
                return written + property.substring(end);
            }
            end = Math.max(property.lastIndexOf('.', end - 1), property.lastIndexOf('[', end - 1));
        }
        return property;
    }

    private String withoutResource(String path) {
        int end = path.startsWith(name + ".") ? name.length() : path.indexOf('.');
        String property = end < 0 ? "" : path.substring(end + 1);
        return property.startsWith(PROPERTIES) ? property.substring(PROPERTIES.length()) : property;
    }
}
