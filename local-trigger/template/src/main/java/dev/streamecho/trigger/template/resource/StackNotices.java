package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.language.Given;
import dev.streamecho.trigger.template.language.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the resources of a template do on AWS only, as far as it concerns the functions and tables that run here. */
final class StackNotices {
    private static final Pattern DYNAMODB_STREAM = Pattern.compile("arn:[^:]*:dynamodb:.*/stream/.*");
    private static final String NESTED =
            "not made, as its template is not a file here; run that with " + Launcher.command("run -t");
    private static final Pattern QUEUE = Pattern.compile("arn:[^:]*:sqs:.*");
    private static final String NOTHING_SENDS = "nothing here sends to the queue; any client of SQS can";
    private static final String API_GATEWAY = "apigateway.";

    private final List<FunctionDefinition> called;
    private final Notices notices;

    /** Notes what concerns these functions. */
    StackNotices(List<FunctionDefinition> called, Notices notices) {
        this.called = called;
        this.notices = notices;
    }

    void add(Resource resource) {
        switch (resource.type()) {
            case "AWS::CloudFormation::Stack", "AWS::Serverless::Application" -> addNested(resource);
            case "AWS::Pipes::Pipe" -> addPipe(resource);
            case "AWS::Lambda::Permission" -> addPermission(resource);
            case "AWS::Lambda::Url" ->
                addIfOfCalled(resource, "TargetFunctionArn", resource.type(), FunctionNotices.NO_URL);
            case "AWS::Events::Rule", "AWS::S3::Bucket", "AWS::SNS::Subscription", "AWS::SNS::Topic" ->
                addSender(resource);
            case "AWS::Scheduler::Schedule" -> addSchedule(resource);
            case TableDefinition.TABLE, TableDefinition.GLOBAL_TABLE -> addTable(resource);
            default -> {
                // Nothing of it would reach a function or table.
            }
        }
    }

    private void addNested(Resource stack) {
        if (!stack.isNestedHere()) {
            notices.add(stack.type(), stack.logicalId(), NESTED);
        }
    }

    private void addPipe(Resource pipe) {
        Given.value(() -> pipe.properties().require("Source").text())
                .flatMap(StackNotices::mappableSource)
                .ifPresent(source -> notices.add(
                        "AWS::Pipes::Pipe on " + source, pipe.logicalId(), "not run; only event source mappings are"));
    }

    /** What a mapping could read too. */
    private static Optional<String> mappableSource(String arn) {
        if (DYNAMODB_STREAM.matcher(arn).matches()) {
            return Optional.of("a table's stream");
        }
        return Optional.of("a queue").filter(queue -> QUEUE.matcher(arn).matches());
    }

    /** Whoever calls a function has to be permitted to, so this is where each caller is named. */
    private void addPermission(Resource permission) {
        Optional<String> principal =
                Given.value(() -> permission.properties().require("Principal").text());
        // APIs of SAM's types are served, and have notices of their own.
        principal
                .filter(service -> !service.startsWith(API_GATEWAY))
                .ifPresent(service -> addIfOfCalled(
                        permission, "FunctionName", "calls of " + service, FunctionNotices.NOTHING_CALLS));
    }

    /** Those that call functions have to be permitted to; those that send to queues are named here. */
    private void addSender(Resource sender) {
        Stream<String> targets = switch (sender.type()) {
            case "AWS::Events::Rule" -> all(sender.properties(), "Targets", "Arn");
            case "AWS::SNS::Subscription" -> text(sender.properties(), "Endpoint").stream();
            case "AWS::SNS::Topic" -> all(sender.properties(), "Subscription", "Endpoint");
            default ->
                Given.value(() -> sender.properties().require("NotificationConfiguration")).stream()
                        .flatMap(configuration -> all(configuration, "QueueConfigurations", "Queue"));
        };
        if (targets.anyMatch(target -> QUEUE.matcher(target).matches())) {
            notices.add(sender.type() + " to a queue", sender.logicalId(), NOTHING_SENDS);
        }
    }

    private void addSchedule(Resource schedule) {
        Optional<String> target =
                Given.value(() -> schedule.properties().require("Target")).flatMap(found -> text(found, "Arn"));
        target.filter(arn -> QUEUE.matcher(arn).matches())
                .ifPresent(arn -> notices.add(schedule.type() + " to a queue", schedule.logicalId(), NOTHING_SENDS));
        target.filter(this::isOfCalled)
                .ifPresent(arn -> notices.add(schedule.type(), schedule.logicalId(), FunctionNotices.NOTHING_CALLS));
    }

    /** The values of a property of each element of a list. */
    private static Stream<String> all(Value properties, String list, String property) {
        return Given.value(() -> properties.require(list).items()).orElse(List.of()).stream()
                .flatMap(element -> text(element, property).stream());
    }

    private static Optional<String> text(Value properties, String property) {
        return Given.value(() -> properties.require(property).text());
    }

    private boolean isOfCalled(String functionName) {
        String name = FunctionNames.nameOf(functionName);
        return called.stream().anyMatch(function -> function.functionName().equals(name));
    }

    private void addIfOfCalled(Resource resource, String property, String what, String instead) {
        text(resource.properties(), property)
                .filter(this::isOfCalled)
                .ifPresent(name -> notices.add(what, resource.logicalId(), instead));
    }

    private void addTable(Resource table) {
        if (Given.in(table.properties(), "KinesisStreamSpecification") || hasReplicaWithKinesis(table)) {
            notices.add(
                    "KinesisStreamSpecification",
                    table.logicalId(),
                    "the Kinesis stream gets no changes; the table's own stream has them");
        }
        if (Given.in(table.properties(), "ImportSourceSpecification")) {
            notices.add("ImportSourceSpecification", table.logicalId(), "nothing is imported; the table starts empty");
        }
    }

    private static boolean hasReplicaWithKinesis(Resource table) {
        return Given.value(() -> table.properties().require("Replicas").items()).orElse(List.of()).stream()
                .anyMatch(replica -> Given.in(replica, "KinesisStreamSpecification"));
    }
}
