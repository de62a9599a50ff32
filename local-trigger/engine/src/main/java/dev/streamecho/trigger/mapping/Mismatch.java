package dev.streamecho.trigger.mapping;

/**
 * A clause of a filter pattern that a record does not satisfy.
 *
 * @param path of the field, as {@code dynamodb.NewImage.state.S}
 * @param wanted what the pattern wants of it, as {@code to be "open"}
 * @param found what the record has there, as {@code it is "done"}
 */
public record Mismatch(String path, String wanted, String found) {

    /** Returns {@code wants dynamodb.NewImage.state.S to be "open", it is "done"}. */
    @Override
    public String toString() {
        return "wants %s %s, %s".formatted(path, wanted, found);
    }
}
