package dev.streamecho.trigger.mapping;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a queue, topic or bucket that gets a message for each discarded batch.
 *
 * @param service {@code sqs}, {@code sns} or {@code s3}
 * @param name the resource's name, which is safe as the name of a folder
 */
public record DestinationArn(String service, String name) {
    private static final Pattern ARN =
            Pattern.compile("arn:[^:]*:(?:(sqs|sns):[^:]*:[^:]*|(s3)::):([A-Za-z0-9_-][A-Za-z0-9_.-]*)");

    /** Returns the parts of the ARN; empty if it is not one of a queue, topic or bucket. */
    public static Optional<DestinationArn> parse(String arn) {
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new DestinationArn(matcher.group(2) == null ? matcher.group(1) : matcher.group(2), matcher.group(3)));
    }

    boolean isBucket() {
        return service.equals("s3");
    }
}
