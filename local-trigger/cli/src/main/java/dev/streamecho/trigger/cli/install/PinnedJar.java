package dev.streamecho.trigger.cli.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The JAR file of DynamoDB Local that the trigger was built with.
 *
 * @param name its name in Maven Central, {@code DynamoDBLocal-VERSION.jar}
 * @param sha256 its checksum, in hexadecimal digits
 */
record PinnedJar(String name, String sha256) {
    private static final String ARTIFACT = "DynamoDBLocal";

    /** Returns the one that a file names, as {@code sha256sum} writes it. */
    static PinnedJar read(Path file) throws IOException {
        String[] words = Files.readString(file).strip().split(" +");
        return new PinnedJar(words[1], words[0]);
    }

    String version() {
        return name.substring(ARTIFACT.length() + 1, name.length() - ".jar".length());
    }

    /** Returns its path in every repository of Maven. */
    String pathInRepository() {
        return "software/amazon/dynamodb/%s/%s/%s".formatted(ARTIFACT, version(), name);
    }
}
