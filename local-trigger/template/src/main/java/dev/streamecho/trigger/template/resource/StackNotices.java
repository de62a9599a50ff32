package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.language.Given;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the resources of a template do on AWS only, as far as it concerns the functions and tables that run here. */
final class StackNotices {
    private static final Pattern DYNAMODB_STREAM = Pattern.compile("arn:[^:]*:dynamodb:.*/stream/.*");
    private static final String NESTED = "not made, as its template is not a file here; run that with ./trigger run -t";
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
            case "AWS::Lambda::EventInvokeConfig" ->
                addIfOfCalled(resource, "FunctionName", resource.type(), FunctionNotices.ASYNCHRONOUS);
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
                .filter(source -> DYNAMODB_STREAM.matcher(source).matches())
                .ifPresent(source -> notices.add(
                        "AWS::Pipes::Pipe on a table's stream",
                        pipe.logicalId(),
                        "not run; only event source mappings are"));
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

    private void addIfOfCalled(Resource resource, String property, String what, String instead) {
        Given.value(() -> resource.properties().require(property).text())
                .map(FunctionNames::nameOf)
                .filter(name -> called.stream()
                        .anyMatch(function -> function.functionName().equals(name)))
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
