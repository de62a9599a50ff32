package dev.streamecho.trigger.junit.inside;

import dev.streamecho.trigger.UserError;
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
import dev.streamecho.trigger.template.language.PseudoParameters;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** Reads a template, and decides what of it a test can run. It is made by name, by the class loader that has it. */
public final class StackOpening implements StackOpener {
    private static final String REGION = "us-east-1";

    @Override
    public LocalStack open(StackDefinition definition, Host host) {
        // DynamoDB Local takes longer to open than the template to read.
        CompletableFuture<LocalDynamoDb> opening =
                CompletableFuture.supplyAsync(StackOpening::open, StackOpening::start);
        try {
            return open(definition, host, opening);
        } catch (RuntimeException e) {
            opening.thenAccept(LocalDynamoDb::close);
            throw e;
        }
    }

    /** In a thread that finds classes where this one does, as those of the common pool do not. */
    private static void start(Runnable task) {
        Thread thread = new Thread(task, "opens DynamoDB Local");
        thread.setDaemon(true);
        thread.start();
    }

    private static LocalDynamoDb open() {
        return LocalDynamoDb.open(new AccountRegion("aws", REGION, PseudoParameters.ACCOUNT_ID));
    }

    private static TestStack open(StackDefinition definition, Host host, CompletableFuture<LocalDynamoDb> opening) {
        Template template = Template.read(definition.template(), definition.parameters(), REGION);
        host.check(
                template.functions().stream().map(FunctionDefinition::logicalId).toList());
        List<RunnableMapping> runnable = runnable(template, host);
        LocalDynamoDb dynamoDb = join(opening);
        if (definition.port() != 0) {
            dynamoDb.listen(definition.port(), "port");
        }
        List<TestTable> tables = template.tables().stream()
                .map(table -> new TestTable(dynamoDb, table))
                .toList();
        return new TestStack(
                definition, host, dynamoDb, tables, processes(template, runnable, host, dynamoDb), runnable);
    }

    private static LocalDynamoDb join(CompletableFuture<LocalDynamoDb> opening) {
        try {
            return opening.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UserError mistake ? mistake : e;
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
                : Optional.of(OwnProcesses.of(template, functions, dynamoDb.listen(0, "port")));
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
