package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.function.EndpointVariables;
import dev.streamecho.trigger.queue.LocalSqs;
import dev.streamecho.trigger.queue.QueueUrls;
import dev.streamecho.trigger.services.AbsentServices;
import dev.streamecho.trigger.stream.TableStreams;
import dev.streamecho.trigger.table.AccountRegion;
import dev.streamecho.trigger.table.DataDirectory;
import dev.streamecho.trigger.table.LocalDynamoDb;
import dev.streamecho.trigger.template.Template;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** DynamoDB, SQS if the template has a queue, and the end of calls to all other services. */
record StackServices(TableHost tables, Optional<LocalSqs> sqs) {

    /**
     * Starts the two; what is started is among the parts also if another one cannot be.
     *
     * @throws dev.streamecho.trigger.UserError if a port is in use, a directory cannot be used, or a queue is wrong
     */
    static StackServices start(
            Template template, StackSettings settings, StackPlan plan, StackListener listener, StartedParts parts) {
        TableHost tables = parts.begin(tables(template, settings, plan, listener, parts));
        return new StackServices(tables, sqs(template, settings, listener, parts));
    }

    private static TableHost tables(
            Template template, StackSettings settings, StackPlan plan, StackListener listener, StartedParts parts) {
        boolean readsElsewhere = !plan.elsewhere().isEmpty();
        StackSettings.ExistingTables existing = settings.existingTables();
        boolean areHere = readsElsewhere
                && existing.endpoint().isEmpty()
                && !template.tables().isEmpty();
        if (existing.areNamed() && !areHere) {
            return new TablesElsewhere(
                    existing.endpoint(),
                    existing.tableName().filter(name -> !readsElsewhere),
                    template.region(),
                    plan::needs);
        }
        AccountRegion account = new AccountRegion(template.partition(), template.region(), template.accountId());
        Optional<DataDirectory> dataDirectory =
                settings.dataDir().map(folder -> parts.begin(DataDirectory.open(folder)));
        return new LocalTables(
                LocalDynamoDb.start(
                        account, settings.ports().dynamoDb(), dataDirectory, settings.access(), listener::notice),
                listener::notice);
    }

    private static Optional<LocalSqs> sqs(
            Template template, StackSettings settings, StackListener listener, StartedParts parts) {
        if (template.queues().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(parts.begin(LocalSqs.start(
                template,
                settings.ports().sqsOrUsual(),
                settings.dataDir().map(dataDir -> dataDir.resolve("queues")),
                settings.access(),
                listener::notice)));
    }

    /**
     * Sees that the tables are there.
     *
     * @return the template, which now knows the ARNs of their streams and the URLs of the queues
     */
    Template prepare(Template template) {
        Template withStreams = tables.prepare(template);
        return sqs.map(queues -> QueueUrls.in(withStreams, queues.queueUrls())).orElse(withStreams);
    }

    /** What the functions' environment needs, so that their own calls arrive here; starts what refuses those to others. */
    Map<String, String> environment(URI lambda, StackListener listener, StartedParts parts) {
        Map<String, String> variables = new LinkedHashMap<>(tables.environment());
        variables.putAll(EndpointVariables.lambda(lambda));
        Map<String, URI> present = new LinkedHashMap<>(endpoints());
        present.put("lambda", lambda);
        sqs.map(LocalSqs::environment).ifPresent(variables::putAll);
        variables.putAll(
                parts.begin(AbsentServices.start(present, listener::notice)).environment());
        return variables;
    }

    /** Where clients reach them, by their names in signatures; AWS itself is not among them. */
    Map<String, URI> endpoints() {
        Map<String, URI> endpoints = new LinkedHashMap<>();
        tables.endpoint().ifPresent(endpoint -> endpoints.put("dynamodb", endpoint));
        sqs.ifPresent(queues -> endpoints.put("sqs", queues.endpoint()));
        return endpoints;
    }

    TableStreams streams(String streamArn) {
        return tables.streams(streamArn);
    }
}
