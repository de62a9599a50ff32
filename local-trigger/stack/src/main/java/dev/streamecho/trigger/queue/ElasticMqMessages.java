package dev.streamecho.trigger.queue;

import dev.streamecho.trigger.mapping.QueueMessage;
import dev.streamecho.trigger.queue.KeptMessage.Attribute;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.elasticmq.BinaryMessageAttribute;
import org.elasticmq.DeduplicationId;
import org.elasticmq.ImmediateNextDelivery$;
import org.elasticmq.MessageAttribute;
import org.elasticmq.MessageContent;
import org.elasticmq.MessageData;
import org.elasticmq.MessageId;
import org.elasticmq.NeverReceived$;
import org.elasticmq.NewMessageData;
import org.elasticmq.NumberMessageAttribute;
import org.elasticmq.OnDateTimeReceived;
import org.elasticmq.StringMessageAttribute;
import org.elasticmq.TracingId;
import org.elasticmq.actor.queue.InternalMessage;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** ElasticMQ's forms of a message. */
final class ElasticMqMessages {

    private ElasticMqMessages() {}

    /** A message to send. */
    static NewMessageData toSend(KeptMessage message) {
        return new NewMessageData(
                Option.apply(new MessageId(message.messageId())),
                new MessageContent(message.body()),
                messageAttributes(message),
                ImmediateNextDelivery$.MODULE$,
                Option.empty(),
                Option.empty(),
                0,
                Option.empty(),
                Option.empty(),
                Option.empty());
    }

    private static scala.collection.immutable.Map<String, MessageAttribute> messageAttributes(KeptMessage message) {
        Map<String, MessageAttribute> attributes = new HashMap<>();
        if (message.messageAttributes() != null) {
            message.messageAttributes().forEach((name, attribute) -> attributes.put(name, attribute(attribute)));
        }
        return scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(attributes));
    }

    static KeptMessage toKeep(InternalMessage message) {
        Map<String, Attribute> attributes = new HashMap<>();
        CollectionConverters.asJava(message.messageAttributes())
                .forEach((name, attribute) -> attributes.put(name, attribute(attribute)));
        return new KeptMessage(
                message.id(),
                message.content().value(),
                message.created().toInstant().toEpochMilli(),
                attributes,
                orNull(message.messageGroupId()),
                OptionConverters.toJava(message.messageDeduplicationId())
                        .map(DeduplicationId::id)
                        .orElse(null),
                orNull(message.sequenceNumber()),
                OptionConverters.toJava(message.tracingId()).map(TracingId::id).orElse(null));
    }

    /** A message as nobody had received it yet. */
    static InternalMessage restored(KeptMessage message, boolean isFifo, int orderIndex) {
        return new InternalMessage(
                message.messageId(),
                CollectionConverters.asScala(new java.util.ArrayList<String>()),
                message.sentTimestamp(),
                new MessageContent(message.body()),
                messageAttributes(message),
                Instant.ofEpochMilli(message.sentTimestamp()).atOffset(ZoneOffset.UTC),
                orderIndex,
                NeverReceived$.MODULE$,
                0,
                isFifo,
                Option.apply(message.messageGroupId()),
                Option.apply(message.messageDeduplicationId()).map(DeduplicationId::new),
                Option.apply(message.awsTraceHeader()).map(TracingId::new),
                Option.apply(message.sequenceNumber()),
                Option.empty());
    }

    /**
     * A message that was received, as the event has it.
     *
     * @param senderId whose credentials sent it: anybody's are taken here
     * @param arns of the queues, by name
     */
    static QueueMessage received(MessageData message, String senderId, Map<String, String> arns) {
        Map<String, QueueMessage.Attribute> messageAttributes = new LinkedHashMap<>();
        CollectionConverters.asJava(message.messageAttributes()).forEach((name, value) -> {
            Attribute attribute = attribute(value);
            messageAttributes.put(name, new QueueMessage.Attribute(attribute.dataType(), attribute.value()));
        });
        return new QueueMessage(
                message.id().id(),
                message.deliveryReceipt().get().receipt(),
                message.content().value(),
                message.statistics().approximateReceiveCount(),
                message.created().toInstant(),
                attributes(message, senderId, arns),
                messageAttributes);
    }

    private static Map<String, String> attributes(MessageData message, String senderId, Map<String, String> arns) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(
                "ApproximateReceiveCount", String.valueOf(message.statistics().approximateReceiveCount()));
        message.tracingId().foreach(header -> attributes.put("AWSTraceHeader", header.id()));
        attributes.put("SentTimestamp", millis(message.created()));
        message.sequenceNumber().foreach(number -> attributes.put("SequenceNumber", number));
        message.messageGroupId().foreach(group -> attributes.put("MessageGroupId", group));
        attributes.put("SenderId", senderId);
        message.messageDeduplicationId().foreach(id -> attributes.put("MessageDeduplicationId", id.id()));
        if (message.statistics().approximateFirstReceive() instanceof OnDateTimeReceived first) {
            attributes.put("ApproximateFirstReceiveTimestamp", millis(first.when()));
        }
        OptionConverters.toJava(message.deadLetterSourceQueueName())
                .map(arns::get)
                .ifPresent(arn -> attributes.put("DeadLetterQueueSourceArn", arn));
        return attributes;
    }

    private static String millis(OffsetDateTime time) {
        return String.valueOf(time.toInstant().toEpochMilli());
    }

    private static Attribute attribute(MessageAttribute attribute) {
        String value = attribute instanceof BinaryMessageAttribute binary
                ? binary.asBase64()
                : attribute instanceof NumberMessageAttribute number
                        ? number.stringValue()
                        : ((StringMessageAttribute) attribute).stringValue();
        return new Attribute(attribute.getDataType(), value);
    }

    private static MessageAttribute attribute(Attribute attribute) {
        // Such as Number.int: a type of SQS's, and what the sender calls it.
        String[] type = attribute.dataType().split("\\.", 2);
        Option<String> customType = Option.apply(type.length == 2 ? type[1] : null);
        return switch (type[0]) {
            case "Binary" -> BinaryMessageAttribute.fromBase64(attribute.value(), customType);
            case "Number" -> new NumberMessageAttribute(attribute.value(), customType);
            default -> new StringMessageAttribute(attribute.value(), customType);
        };
    }

    private static String orNull(Option<String> option) {
        return option.getOrElse(() -> null);
    }
}
