package dev.streamecho.trigger.redrive;

import dev.streamecho.trigger.UserError;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** Reads what an S3 destination got. */
public final class S3Objects {
    private static final Pattern ADDRESS = Pattern.compile("s3://([^/]+)/(.+)");

    private final S3Client client;

    /** Reads with a client for that region; a bucket may be of another one. */
    public S3Objects(AwsClients clients, String region) {
        this.client = clients.s3(region);
    }

    /** Whether this is the address of an object, and not a file's path. */
    public static boolean isAddress(String text) {
        return text.startsWith("s3://");
    }

    /**
     * The text of an object.
     *
     * @param address of the form {@code s3://bucket/key}
     * @throws UserError if it is not of that form, or the object cannot be read
     */
    public String read(String address) {
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
