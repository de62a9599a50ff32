package dev.streamecho.trigger.cli.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.streamecho.trigger.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where values are masked: the names of attributes from the outside in, in every image and in the keys, or in the one that it
 * begins with. A list is gone through. It is immutable.
 *
 * @param images the places in the record where it begins
 * @param names of the attributes, 1 or more
 */
record MaskPath(String text, List<String> images, List<String> names) {
    private static final List<String> IMAGES = List.of("Keys", "NewImage", "OldImage");
    private static final Pattern DOT = Pattern.compile("(?<!\\\\)\\.");

    /**
     * Reads what a user gave with {@code --mask}.
     *
     * @throws UserError if it names no attribute
     */
    static MaskPath of(String text) {
        List<String> names = Arrays.stream(DOT.split(text, -1))
                .map(name -> name.replace("\\.", "."))
                .toList();
        boolean hasImage = IMAGES.contains(names.get(0));
        List<String> attributes = hasImage ? names.subList(1, names.size()) : names;
        if (attributes.isEmpty() || attributes.contains("")) {
            throw new UserError(
                    "--mask %s: give the path of an attribute, such as email, address.street or NewImage.email; a dot within a name is \\."
                            .formatted(text));
        }
        return new MaskPath(text, hasImage ? names.subList(0, 1) : IMAGES, attributes);
    }

    /**
     * Masks the values of a record that it leads to.
     *
     * @param change the {@code dynamodb} of the record, which is changed
     * @return whether there was one
     */
    boolean apply(JsonNode change, Mask mask) {
        boolean found = false;
        for (String image : images) {
            if (change.get(image) instanceof ObjectNode attributes) {
                found |= apply(attributes, names, mask);
            }
        }
        return found;
    }

    private static boolean apply(ObjectNode attributes, List<String> names, Mask mask) {
        String name = names.get(0);
        if (!(attributes.get(name) instanceof ObjectNode value)) {
            return false;
        }
        if (names.size() == 1) {
            attributes.set(name, mask.of(value));
            return true;
        }
        return descend(value, names.subList(1, names.size()), mask);
    }

    private static boolean descend(ObjectNode value, List<String> names, Mask mask) {
        boolean found = false;
        if (value.get("M") instanceof ObjectNode attributes) {
            found = apply(attributes, names, mask);
        }
        for (JsonNode element : value.path("L")) {
            if (element instanceof ObjectNode one) {
                found |= descend(one, names, mask);
            }
        }
        return found;
    }
}
