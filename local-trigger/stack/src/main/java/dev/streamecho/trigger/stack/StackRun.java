package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.FileNames;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.control.StackControl;
import dev.streamecho.trigger.function.FunctionLog;
import dev.streamecho.trigger.journal.Journal;
import dev.streamecho.trigger.journal.KeptJournal;
import dev.streamecho.trigger.journal.NotedWrite;
import dev.streamecho.trigger.journal.Surroundings;
import dev.streamecho.trigger.journal.Why;
import dev.streamecho.trigger.lambda.LambdaApi;
import dev.streamecho.trigger.queue.LocalSqs;
import dev.streamecho.trigger.queue.MessageCounts;
import dev.streamecho.trigger.stream.TableStreams;
import dev.streamecho.trigger.table.LocalDynamoDb;
import dev.streamecho.trigger.table.Seed;
import dev.streamecho.trigger.table.Seeds;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a template describes, running: its tables in DynamoDB Local, the functions that their streams and its APIs call,
 * and the mappings between them. It is started once, and prints nothing: a {@link StackListener} hears what happens.
 *
 * <pre>{@code
 * Template template = Template.read(Path.of("template.yaml"), Map.of("BatchSize", "10"), "us-east-1");
 * StackSettings settings = StackSettings.builder(Path.of("target/stack")).build();
 * try (StackRun stack = new StackRun(template, settings, listener)) {
 *     stack.start();
 *     TableDefinition orders = stack.mappings().get(0).table().orElseThrow();
 *     stack.client().orElseThrow().putItem(request -> request.tableName(orders.tableName()).item(order));
 *     // Soon the listener's invoked(report) is called with what the function made of it.
 * }
 * }</pre>
 *
 * <p>{@link #close} may be called by any thread, also while {@link #start} is under way; otherwise this class is not
 * thread-safe.
 */
public final class StackRun implements AutoCloseable {
    private final Template template;
    private final StackSettings settings;
    private final Journal journal = new Journal();
    private final Activity activity;
    private final StackListener listener;
    private final FunctionLog log;
    private final StartedParts parts;
    private final LocalApis apis;
    private final StreamsElsewhere streamsElsewhere;

    private volatile Optional<Idleness> idleness = Optional.empty();
    private LambdaApi lambda;
    private CalledFunctions functions;
    private StackControl control;
    private StackUpdate update;
    private Surroundings surroundings;
    private StackServices services;
    private List<StackMapping> mappings = List.of();
    private List<StackQueueMapping> queueMappings = List.of();

    /** Makes a run, and starts nothing. */
    public StackRun(Template template, StackSettings settings, StackListener listener) {
        this.template = template;
        this.settings = settings;
        this.activity = new Activity(listener);
        this.listener = new JournalingListener(journal, activity, Clock.systemUTC());
        this.log = new JournalingLog(journal, new FunctionEvents(this.listener), Clock.systemUTC());
        this.parts = new StartedParts(this.listener::notice);
        this.apis = new LocalApis(settings, this.listener);
        this.streamsElsewhere = parts.begin(new StreamsElsewhere(settings.existingTables(), template.region()));
    }

    /** Begins to load in the background what {@link #start} takes, if it will start tables. */
    public static void preload() {
        LocalDynamoDb.preload();
    }

    /**
     * Starts everything; a write is seen, and its function is ready, once it returned. If it throws, what was started by
     * then runs until {@link #close}.
     *
     * @throws UserError if something in the template or its surroundings is wrong
     */
    public void start() {
        List<Seed> seeds = Seeds.find(settings.seeds(), template.tables(), listener::notice);
        LeftOut leftOut = new LeftOut(listener::notice);
        StackPlan plan = StackPlan.of(template, streamsElsewhere, leftOut, listener);
        functions = new CalledFunctions(plan.called(), settings, listener, log, parts, leftOut);
        leftOut.tellIfLeft(functions.hasSome(), template.file());
        // The ports are taken first, so that one in use is reported before anything starts.
        parts.begin(apis).bind(plan.apisOf(functions.toStart()));
        lambda = parts.begin(LambdaApi.bind(settings.ports().lambdaOrUsual(), settings.access()));
        Template here = apis.withEndpoints(template);
        plan.tellLimits(here, functions.toStart(), listener);
        functions.build();
        services = StackServices.start(template, settings, plan, listener, parts);
        services.tables()
                .note((at, operation, table, key, failure) ->
                        journal.written(new NotedWrite(at, operation, table, key, failure)));
        CompletableFuture<Optional<KeptJournal>> kept = keepJournal();
        Template known = services.prepare(here);
        seeds.forEach(this::write);
        functions.start(known, services.environment(lambda.endpoint(), listener, parts));
        leftOut.tellIfLeft(!functions.hasSome() || functions.areSomeLeft(), template.file());
        // Again, as a filter pattern or a destination may have what became known since: the ARN of a stream, the URL of
        // a queue.
        EventSourceMappings read = EventSourceMappings.read(known);
        mappings = plan.mappings(read, functions, streamsElsewhere);
        queueMappings = plan.queueMappings(read, functions);
        kept.join();
        ControlledFunctions controlled = new ControlledFunctions(known, functions, listener);
        MappingsControl started = poll(controlled, plan.withoutFunction(read, functions));
        control = started;
        update = new StackUpdate(known, functions, controlled, control, listener);
        surroundings = StackSurroundings.of(
                template, plan, leftOut, started, services.tables().client());
        // Else the end of a mapping would wait for its invocation, and that for code that can be run.
        parts.begin(functions::stopWaiting);
        functions.awaitStarts();
        apis.serve(template.accountId(), functions.all());
        lambda.serve(control, functions.tails(), new EventQueues(services.sqs()), listener::notice);
        // APIs end before what they call, though their ports were taken first.
        parts.endFirst(apis);
        parts.endFirst(lambda);
        if (settings.hotReload()) {
            functions.reload();
        }
        if (queueMappings.stream().anyMatch(one -> one.mapping().enabled())) {
            // Last, as it takes a second or two that nothing else should wait for.
            services.sqs().ifPresent(LocalSqs::startSoon);
        }
        idleness = Optional.of(new Idleness(started.asked(), activity::count, services.tables()::wakeReaders));
    }

    /** Meanwhile, as it takes a moment to read what is there. */
    private CompletableFuture<Optional<KeptJournal>> keepJournal() {
        CompletableFuture<Optional<KeptJournal>> kept = CompletableFuture.supplyAsync(() -> settings.dataDir()
                .map(folder ->
                        KeptJournal.open(folder.resolve(StackSettings.JOURNAL_FILE), journal, listener::notice)));
        parts.begin(() -> kept.join().ifPresent(KeptJournal::close));
        return kept;
    }

    private MappingsControl poll(ControlledFunctions all, List<StackMapping> notInvoking) {
        MappingPollers pollers = new MappingPollers(settings, this::streams, services.sqs());
        MappingsControl started = new MappingsControl(pollers, all, listener, parts, journal);
        mappings.forEach(started::start);
        notInvoking.forEach(started::start);
        queueMappings.forEach(one -> started.start(one, services.sqs().orElseThrow()));
        return started;
    }

    private void write(Seed seed) {
        DynamoDbClient client = services.tables()
                .client()
                .orElseThrow(
                        () -> new UserError("%s is not written to %s: only tables that are made here begin with items"
                                .formatted(seed.from(), services.tables().address())));
        try {
            seed.write(client, listener::notice);
        } catch (UserError e) {
            throw settings.dataDir()
                    .map(folder -> new UserError(
                            "%s; the items before it stay in %s, and a table that has items is not written again: delete that folder first"
                                    .formatted(e.getMessage(), folder),
                            e))
                    .orElse(e);
        }
    }

    private TableStreams streams(String streamArn) {
        return streamsElsewhere.streams(streamArn).orElseGet(() -> services.streams(streamArn));
    }

    /**
     * Ends what was started, the last first; each in its turn even if another fails, of which the listener hears. Does
     * nothing if nothing was started.
     */
    @Override
    public void close() {
        parts.close();
    }

    /**
     * Returns what it is at. Whether a ready one is idle takes up to two seconds to find out, and usually a few milliseconds;
     * a record that was written before the call is counted. Any thread may ask.
     */
    public Health health() throws InterruptedException {
        Optional<Idleness> started = idleness;
        if (started.isEmpty()) {
            return Health.STARTING;
        }
        return started.get().isIdle() ? Health.IDLE : Health.READY;
    }

    /**
     * Lets changes of the definition take effect from now on, as an update of the stack would on AWS: on mappings between two
     * batches, on functions from their next invocation on. The listener gets a notice of what takes effect at the next start
     * only. It needs to be started.
     *
     * @param read reads the definition again
     * @param others files that it is read with, beside its own
     */
    public void follow(Supplier<Template> read, Collection<Path> others) {
        Set<Path> named = absolute(Stream.concat(Stream.of(template.file()), others.stream()));
        Set<Path> folders = new LinkedHashSet<>(template.folders());
        absolute(others.stream()).forEach(file -> folders.add(FileNames.folderOf(file)));
        Set<Path> ownFiles = absolute(settings.runFiles().stream());
        boolean isFolder = Files.isDirectory(template.file());
        parts.begin(new DefinitionWatch(folders, isFolder, named, ownFiles, () -> update.take(read)))
                .start();
    }

    private static Set<Path> absolute(Stream<Path> files) {
        return files.map(file -> file.toAbsolutePath().normalize()).collect(Collectors.toSet());
    }

    /** Returns what has happened so far, and goes on to be written. */
    public Journal journal() {
        return journal;
    }

    /** Returns who answers why a function was called with a change, or was not. It needs to be started. */
    public Why why() {
        return new Why(journal, surroundings, Clock.system(ZoneId.systemDefault()));
    }

    /** Returns what can be done to it while it runs. It needs to be started. */
    public StackControl control() {
        return control;
    }

    /** Returns what it was made of. */
    public Template template() {
        return template;
    }

    /** Returns the mappings on streams that run, with those that are not enabled; none before it is started. */
    public List<StackMapping> mappings() {
        return mappings;
    }

    /** Returns the mappings on queues that run, with those that are not enabled; none before it is started. */
    public List<StackQueueMapping> queueMappings() {
        return queueMappings;
    }

    /**
     * Returns whether a function has code that runs. One of a mapping that has none waits until its source is fixed, and
     * its records with it.
     *
     * @param function that something of the started stack calls
     */
    public boolean isRunning(FunctionDefinition function) {
        return functions.all().get(function.logicalId()).isRunning();
    }

    /** Returns the APIs that answer requests. */
    public List<RunningApi> apis() {
        return apis.running();
    }

    /** Returns a client of the tables, or empty if they are not in this process. It needs to be started. */
    public Optional<DynamoDbClient> client() {
        return services.tables().client();
    }

    /** Returns where its tables are: in this process, or where the settings say, which may be AWS. It needs to be started. */
    public URI dynamoDb() {
        return services.tables().address();
    }

    /**
     * Returns the names of the tables there: those of the template, or the one that the settings name instead. It needs to
     * be started.
     */
    public List<String> tableNames() {
        List<String> names =
                template.tables().stream().map(TableDefinition::tableName).toList();
        // What the user named is then not one of these.
        boolean areOwn = !names.isEmpty() && !streamsElsewhere.isEmpty();
        Optional<String> named = settings.existingTables().tableName();
        return areOwn || named.isEmpty() ? names : List.of(named.get());
    }

    /**
     * Returns where it listens, by service: {@code dynamodb}, {@code sqs}, {@code lambda}, {@code api} for the first API. One that it does
     * not have is absent, as is DynamoDB on AWS. It needs to be started.
     */
    public Map<String, URI> endpoints() {
        Map<String, URI> endpoints = new LinkedHashMap<>(services.endpoints());
        endpoints.put("lambda", lambda.endpoint());
        apis.running().stream().findFirst().ifPresent(api -> endpoints.put("api", api.endpoint()));
        return endpoints;
    }

    /** Returns where the discarded batches of its mappings are. */
    public OnFailurePlaces onFailurePlaces() {
        return OnFailurePlaces.of(template, settings.folder());
    }

    /** Returns the URLs of its queues by logical id, in the template's order. It needs to be started. */
    public Map<String, String> queueUrls() {
        return services.sqs().map(LocalSqs::queueUrls).orElse(Map.of());
    }

    /**
     * Returns how many messages its queues have, by logical id, in the template's order; none if they cannot be asked. It needs to
     * be started.
     */
    public Map<String, MessageCounts> messageCounts() {
        try {
            return services.sqs().isPresent() ? services.sqs().get().counts() : Map.of();
        } catch (IOException e) {
            // It is closed, or does not start, which is told.
            return Map.of();
        }
    }
}
