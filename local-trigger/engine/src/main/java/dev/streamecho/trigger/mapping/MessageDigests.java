package dev.streamecho.trigger.mapping;

import dev.streamecho.trigger.mapping.QueueMessage.Attribute;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digests that SQS gives of a message.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation">Calculating
 *     the MD5 message digest for message attributes</a>
 */
final class MessageDigests {
    private static final int STRING = 1;
    private static final int BINARY = 2;

    private MessageDigests() {}

    static String ofBody(String body) {
        return md5(body.getBytes(StandardCharsets.UTF_8));
    }

    static String ofAttributes(Map<String, Attribute> attributes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TreeMap<>(attributes).forEach((name, attribute) -> {
            write(name, bytes);
            write(attribute.dataType(), bytes);
            if (attribute.isBinary()) {
                bytes.write(BINARY);
                write(Base64.getDecoder().decode(attribute.value()), bytes);
            } else {
                bytes.write(STRING);
                write(attribute.value(), bytes);
            }
        });
        return md5(bytes.toByteArray());
    }

    private static void write(String string, ByteArrayOutputStream to) {
        write(string.getBytes(StandardCharsets.UTF_8), to);
    }

    private static void write(byte[] bytes, ByteArrayOutputStream to) {
        to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        to.writeBytes(bytes);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
