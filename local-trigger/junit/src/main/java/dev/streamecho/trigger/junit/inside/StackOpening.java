package dev.streamecho.trigger.junit.inside;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.http.Access;
import dev.streamecho.trigger.junit.seam.FunctionInfo;
import dev.streamecho.trigger.junit.seam.Host;
import dev.streamecho.trigger.junit.seam.LocalStack;
import dev.streamecho.trigger.junit.seam.StackDefinition;
import dev.streamecho.trigger.junit.seam.StackOpener;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.stack.EventSourceMappings;
import dev.streamecho.trigger.stack.StackMapping;
import dev.streamecho.trigger.table.AccountRegion;
import dev.streamecho.trigger.table.LocalDynamoDb;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a template, and decides what of it a test can run. It is made by name, by the class loader that has it. */
public final class StackOpening implements StackOpener {
    private static final String REGION = "us-east-1";

    @Override
    public LocalStack open(StackDefinition definition, Host host) {
        Template template = Template.read(definition.template(), definition.parameters(), REGION);
        List<RunnableMapping> runnable = runnable(template, host);
        LocalDynamoDb dynamoDb = LocalDynamoDb.start(
                new AccountRegion(template.partition(), REGION, template.accountId()),
                definition.port(),
                "port",
                Optional.empty(),
                Access.LOOPBACK,
                notice -> {});
        try {
            List<TestTable> tables = template.tables().stream()
                    .map(table -> new TestTable(dynamoDb, table))
                    .toList();
            return new TestStack(
                    definition, host, dynamoDb, tables, processes(template, runnable, host, dynamoDb), runnable);
        } catch (RuntimeException e) {
            dynamoDb.close();
            throw e;
        }
    }

    private static Optional<OwnProcesses> processes(
            Template template, List<RunnableMapping> runnable, Host host, LocalDynamoDb dynamoDb) {
        Set<String> functions = runnable.stream()
                .map(RunnableMapping::function)
                .filter(host::runsInOwnProcess)
                .map(FunctionInfo::logicalId)
                .collect(Collectors.toSet());
        return functions.isEmpty()
                ? Optional.empty()
                : Optional.of(OwnProcesses.of(template, functions, dynamoDb.endpoint()));
    }

    private static List<RunnableMapping> runnable(Template template, Host host) {
        List<RunnableMapping> runnable = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        for (StackMapping one : EventSourceMappings.read(template).onTables()) {
            EventSourceMapping mapping = one.mapping();
            if (!mapping.enabled()) {
                obstacles.add(mapping.logicalId() + " is not enabled");
                continue;
            }
            FunctionInfo function = info(one.function(), mapping.function().version());
            Optional<String> obstacle = host.obstacle(function);
            obstacle.ifPresent(why -> obstacles.add(mapping.logicalId() + ": " + why));
            if (obstacle.isEmpty()) {
                runnable.add(
                        new RunnableMapping(mapping, one.table().orElseThrow().logicalId(), function));
            }
        }
        if (runnable.isEmpty()) {
            throw new UserError("%s has no mapping on a table's stream that can run in a test%s"
                    .formatted(
                            template.file(),
                            obstacles.isEmpty()
                                    ? "; give it an AWS::Lambda::EventSourceMapping, or a function an event of type DynamoDB"
                                    : ": " + String.join("; ", obstacles)));
        }
        return runnable;
    }

    private static FunctionInfo info(FunctionDefinition function, String version) {
        return new FunctionInfo(
                function.logicalId(),
                function.functionName(),
                function.arn(),
                version,
                function.runtime(),
                function.handler(),
                function.timeout(),
                function.memoryMegabytes());
    }
}
