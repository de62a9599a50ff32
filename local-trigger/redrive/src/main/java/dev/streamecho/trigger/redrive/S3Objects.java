package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.UserError;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Reads the objects that an S3 destination got. */
final class S3Objects {
    private static final Pattern ADDRESS = Pattern.compile("s3://([^/]+)/(.+)");

    private final S3Client client;

    /** Makes a reader with a client for that region; a bucket may be in another one. */
    S3Objects(AwsClients clients, String region) {
        this.client = clients.s3(region);
    }

    /** Returns whether this is the address of an object, rather than the path of a file. */
    static boolean isAddress(String string) {
        return string.startsWith("s3://");
    }

    /**
     * Returns the content of an object.
     *
     * @param address of the form {@code s3://bucket/key}
     * @throws UserError if it is not of that form, or the object cannot be read
     */
    String read(String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw new UserError("--file " + address + " is not the address of an object: s3://bucket/key");
        }
        try {
            return client.getObjectAsBytes(get -> get.bucket(parts.group(1)).key(parts.group(2)))
                    .asString(StandardCharsets.UTF_8);
        } catch (SdkException e) {
            throw new UserError("--file %s cannot be read: %s".formatted(address, AwsDeployment.reason(e)), e);
        }
    }
}
