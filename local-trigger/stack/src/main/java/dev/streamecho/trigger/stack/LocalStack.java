package dev.streamecho.trigger.stack;

import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.invocation.LambdaFunction;
import dev.streamecho.trigger.mapping.Checkpoints;
import dev.streamecho.trigger.mapping.EventPoller;
import dev.streamecho.trigger.mapping.EventSourceMapping;
import dev.streamecho.trigger.mapping.FileCheckpoints;
import dev.streamecho.trigger.mapping.FileDestination;
import dev.streamecho.trigger.mapping.OnFailureDestination;
import dev.streamecho.trigger.mapping.RetryDelay;
import dev.streamecho.trigger.mapping.StreamFollower;
import dev.streamecho.trigger.queue.LocalSqs;
import dev.streamecho.trigger.queue.QueueDestination;
import dev.streamecho.trigger.services.AbsentServices;
import dev.streamecho.trigger.stream.StreamException;
import dev.streamecho.trigger.table.DataDirectory;
import dev.streamecho.trigger.table.LocalDynamoDb;
import dev.streamecho.trigger.table.Owner;
import dev.streamecho.trigger.table.TableReference;
import dev.streamecho.trigger.template.Template;
import dev.streamecho.trigger.template.UnknownValues;
import dev.streamecho.trigger.template.api.ApiDefinition;
import dev.streamecho.trigger.template.api.ApiRoute;
import dev.streamecho.trigger.template.resource.EventSourceMappingDefinition;
import dev.streamecho.trigger.template.resource.FunctionDefinition;
import dev.streamecho.trigger.template.resource.QueueDefinition;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a template describes, running: its tables in DynamoDB Local, the functions that their streams and its APIs call,
 * and the mappings between them. To be started once; closing ends what was started, in the opposite order.
 */
public final class LocalStack implements AutoCloseable {
    /** In the current folder: what topics and buckets get, and what was built. */
    public static final Path KEPT_FOLDER = Path.of(".trigger");

    static final Path BUILD_FOLDER = KEPT_FOLDER.resolve("build");

    private final Template template;
    private final StackSettings settings;
    private final StackListener listener;
    private final Parts parts;
    private final LocalApis apis;
    private final StreamsElsewhere streamsElsewhere;

    private CalledFunctions functions;
    private TableHost tables;
    private Optional<LocalSqs> sqs = Optional.empty();
    private List<EventSourceMapping> mappings = List.of();

    public LocalStack(Template template, StackSettings settings, StackListener listener) {
        this.template = template;
        this.settings = settings;
        this.listener = listener;
        this.parts = new Parts(listener::line);
        this.apis = new LocalApis(settings, listener);
        this.streamsElsewhere = parts.begin(new StreamsElsewhere(settings, template.region()));
    }

    /**
     * Starts everything; a write is seen, and its function is ready, once it returned.
     *
     * @throws UserError if something in the template or its surroundings is wrong
     */
    public void start() {
        LeftOut leftOut = new LeftOut(listener::line);
        EventSourceMappings read = EventSourceMappings.read(template);
        read.notices().forEach(listener::line);
        read.leftOut().forEach(leftOut::add);
        List<EventSourceMapping> elsewhere = elsewhere(read, leftOut);
        List<EventSourceMapping> toRun =
                Stream.concat(read.onTables().stream(), elsewhere.stream()).toList();
        List<ApiDefinition> definitions = template.apis();
        functions = new CalledFunctions(called(toRun, definitions), settings, listener, parts, leftOut);
        leftOut.tellIfLeft(functions.hasSome(), template.file());
        parts.begin(apis).bind(withFunctions(definitions, functions));
        noteLimits(apis.withEndpoints(template), functions, read.onTables());
        functions.build();
        tables = parts.begin(startTables(!elsewhere.isEmpty()));
        sqs = startSqs();
        Template withStreams = tables.prepare(apis.withEndpoints(template));
        Template withQueues =
                sqs.map(queues -> queues.withQueueUrls(withStreams)).orElse(withStreams);
        functions.start(withQueues, surroundings());
        leftOut.tellIfLeft(!functions.hasSome() || functions.areSomeLeft(), template.file());
        mappings = mappings(withQueues, toRun, elsewhere);
        mappings.stream()
                .filter(EventSourceMapping::enabled)
                .forEach(mapping -> poll(mapping, functions.all().get(mapping.functionLogicalId())));
        // Else the end of a mapping would wait for its invocation, and that for code that can be run.
        parts.begin(functions::stopWaiting);
        functions.awaitStarts();
        apis.serve(template.accountId(), functions.all());
        // Its ports were taken first, so that a port in use is said before anything starts. They end before what they
        // call.
        parts.endFirst(apis);
        if (settings.hotReload()) {
            functions.reload();
        }
    }

    /**
     * Ends what was started, the last first; each in its turn even if another fails. It may be called while
     * {@link #start} is under way, as Ctrl-C does.
     */
    @Override
    public void close() {
        parts.close();
    }

    public List<EventSourceMapping> mappings() {
        return mappings;
    }

    /** Where its APIs are, and their routes, a line each. */
    public List<String> describeApis() {
        return apis.describe();
    }

    /** A client of its tables, if they are in this process. */
    public Optional<DynamoDbClient> client() {
        return tables.client();
    }

    /** The table whose stream a mapping reads; it is one of the template. */
    public TableDefinition tableOf(EventSourceMapping mapping) {
        return findTable(mapping).orElseThrow();
    }

    private Optional<TableDefinition> findTable(EventSourceMapping mapping) {
        return template.eventSourceMappings().stream()
                .filter(definition -> definition.logicalId().equals(mapping.logicalId()))
                .findFirst()
                .flatMap(EventSourceMappingDefinition::table);
    }

    /** The value of a variable in the environment of the function that a mapping invokes. */
    public Optional<String> environmentOf(EventSourceMapping mapping, String variable) {
        return template.functions().stream()
                .filter(function -> function.logicalId().equals(mapping.functionLogicalId()))
                .findFirst()
                .map(function -> function.environment().get(variable));
    }

    /** What runs where, in one line. */
    public String describe() {
        String names =
                template.tables().stream().map(TableDefinition::tableName).collect(Collectors.joining(", "));
        // What the user named is then not one of these.
        boolean areOwn = !names.isEmpty() && !streamsElsewhere.isEmpty();
        String shown = areOwn ? names : settings.tableName().orElse(names);
        return shown.isEmpty() ? tables.describe() : tables.describe() + ", table " + shown;
    }

    /** The mappings that run, a line each. */
    public List<String> describeMappings() {
        return MappingLines.of(
                mappings.stream().filter(EventSourceMapping::enabled).toList(),
                this::nameOfTable,
                logicalId -> functions.all().get(logicalId).isRunning());
    }

    private String nameOfTable(EventSourceMapping mapping) {
        return findTable(mapping)
                .map(TableDefinition::logicalId)
                .orElseGet(() -> TableReference.parse(mapping.streamArn()).name());
    }

    /** Where the queues are, in one line; empty if the template has none. */
    public Optional<String> describeQueues() {
        return sqs.map(queues -> "SQS at %s, queue %s"
                .formatted(
                        queues.endpoint(),
                        template.queues().stream()
                                .map(QueueDefinition::queueName)
                                .collect(Collectors.joining(", "))));
    }

    /** Where it listens, by service: {@code dynamodb}, {@code sqs}, {@code api}; one that it does not have is absent. */
    public Map<String, URI> endpoints() {
        Map<String, URI> endpoints = new LinkedHashMap<>();
        tables.endpoint().ifPresent(endpoint -> endpoints.put("dynamodb", endpoint));
        sqs.ifPresent(queues -> endpoints.put("sqs", queues.endpoint()));
        apis.endpoint().ifPresent(endpoint -> endpoints.put("api", endpoint));
        return endpoints;
    }

    /** The URLs of its queues, by logical id. */
    public Map<String, String> queueUrls() {
        return sqs.map(LocalSqs::queueUrls).orElse(Map.of());
    }

    /** What it was made of. */
    public Template template() {
        return template;
    }

    /** Since the process was started. */
    public String readyIn() {
        Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
        // Zero if the clock was set back meanwhile.
        long millis = Math.max(0, Duration.between(start, Instant.now()).toMillis());
        return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }

    private void noteLimits(Template here, CalledFunctions functions, List<EventSourceMapping> onTables) {
        Notices notices = new Notices();
        template.noteLimits(functions.toStart(), notices);
        notices.lines().forEach(listener::line);
        UnknownValues unknowns = new UnknownValues();
        here.functions().stream()
                .filter(function -> functions.toStart().contains(function.logicalId()))
                .forEach(unknowns::add);
        here.eventSourceMappings().stream()
                .filter(definition -> onTables.stream()
                        .anyMatch(mapping -> mapping.logicalId().equals(definition.logicalId())))
                .forEach(unknowns::add);
        unknowns.addResources(here);
        unknowns.line().ifPresent(listener::line);
    }

    /** The mappings on streams of no table of the template that can be read. */
    private List<EventSourceMapping> elsewhere(EventSourceMappings read, LeftOut leftOut) {
        read.elsewhere().stream()
                .filter(found -> !streamsElsewhere.has(found.mapping()))
                .forEach(found -> leftOut.add(
                        found.mapping().logicalId(),
                        found.reason().advising(StreamsElsewhere.advice(found.mapping()))));
        List<EventSourceMapping> found = read.elsewhere().stream()
                .map(EventSourceMappings.Elsewhere::mapping)
                .filter(streamsElsewhere::has)
                .toList();
        streamsElsewhere.requireOne(found);
        return found;
    }

    /** The mappings that are run, with the streams that are there now. */
    private List<EventSourceMapping> mappings(
            Template withQueues, List<EventSourceMapping> toRun, List<EventSourceMapping> elsewhere) {
        Set<String> names = logicalIds(toRun);
        Set<String> namesElsewhere = logicalIds(elsewhere);
        return EventSourceMappings.read(withQueues).all().stream()
                .filter(mapping -> names.contains(mapping.logicalId()))
                .filter(mapping -> !mapping.enabled() || functions.runs(mapping.functionLogicalId()))
                .map(mapping ->
                        namesElsewhere.contains(mapping.logicalId()) ? streamsElsewhere.connect(mapping) : mapping)
                .toList();
    }

    private static Set<String> logicalIds(List<EventSourceMapping> mappings) {
        return mappings.stream().map(EventSourceMapping::logicalId).collect(Collectors.toSet());
    }

    /** The functions that something calls: a mapping that is not enabled calls none. */
    private List<FunctionDefinition> called(List<EventSourceMapping> onTables, List<ApiDefinition> definitions) {
        Set<String> names = Stream.concat(
                        onTables.stream()
                                .filter(EventSourceMapping::enabled)
                                .map(EventSourceMapping::functionLogicalId),
                        definitions.stream()
                                .flatMap(api -> api.routes().stream())
                                .map(ApiRoute::functionLogicalId))
                .collect(Collectors.toSet());
        return template.functions().stream()
                .filter(function -> names.contains(function.logicalId()))
                .toList();
    }

    /** An API of which no route can be answered needs no port. */
    private static List<ApiDefinition> withFunctions(List<ApiDefinition> definitions, CalledFunctions functions) {
        return definitions.stream()
                .filter(api -> api.routes().stream()
                        .anyMatch(route -> functions.toStart().contains(route.functionLogicalId())))
                .toList();
    }

    /** @param isNamed whether the table that the user named is one that the template does not have */
    private TableHost startTables(boolean isNamed) {
        Optional<String> tableName = settings.tableName().filter(name -> !isNamed);
        boolean areHere =
                isNamed && settings.endpoint().isEmpty() && !template.tables().isEmpty();
        if (settings.tablesAreElsewhere() && !areHere) {
            return new TablesElsewhere(settings.endpoint(), tableName, template.region());
        }
        Owner owner = new Owner(template.partition(), template.region(), template.accountId());
        Optional<DataDirectory> dataDirectory =
                settings.dataDir().map(folder -> parts.begin(DataDirectory.open(folder)));
        return new LocalTables(
                LocalDynamoDb.start(owner, settings.port(), dataDirectory, settings.access(), listener::line),
                listener::line);
    }

    private Optional<LocalSqs> startSqs() {
        if (template.queues().isEmpty()) {
            return Optional.empty();
        }
        OptionalInt port = settings.sqsPort()
                .map(OptionalInt::of)
                .orElse(settings.port() == 0 ? OptionalInt.of(0) : OptionalInt.empty());
        Optional<Path> folder = settings.dataDir().map(dataDir -> dataDir.resolve("queues"));
        return Optional.of(parts.begin(LocalSqs.start(template, port, folder, settings.access(), listener::line)));
    }

    private OnFailureDestination destination() {
        FileDestination files = new FileDestination(KEPT_FOLDER);
        return sqs.<OnFailureDestination>map(queues -> new QueueDestination(queues, files))
                .orElse(files);
    }

    /** What the functions' environment needs, so that their own calls arrive here. */
    private Map<String, String> surroundings() {
        Map<String, String> variables = new LinkedHashMap<>(tables.environment());
        sqs.map(LocalSqs::environment).ifPresent(variables::putAll);
        variables.putAll(parts.begin(AbsentServices.start(presentServices(), listener::line))
                .environment());
        return variables;
    }

    private Map<String, URI> presentServices() {
        Map<String, URI> present = new LinkedHashMap<>();
        tables.endpoint().ifPresent(endpoint -> present.put("dynamodb", endpoint));
        sqs.ifPresent(queues -> present.put("sqs", queues.endpoint()));
        return present;
    }

    private Checkpoints checkpoints(EventSourceMapping mapping) {
        return settings.dataDir()
                .<Checkpoints>map(folder -> FileCheckpoints.open(folder, mapping))
                .orElseGet(Checkpoints::inMemory);
    }

    private void poll(EventSourceMapping mapping, LambdaFunction function) {
        StreamFollower follower = parts.begin(new StreamFollower(
                mapping,
                streamsElsewhere.streams(mapping.streamArn()).orElseGet(() -> tables.streams(mapping.streamArn())),
                this::checkpoints,
                (onStream, stream, checkpoints) -> new EventPoller(
                        onStream,
                        stream,
                        function,
                        checkpoints,
                        destination(),
                        new RetryDelay(
                                settings.retryDelay(),
                                () -> ThreadLocalRandom.current().nextDouble()),
                        listener,
                        Clock.systemUTC()),
                listener));
        try {
            follower.start();
        } catch (StreamException e) {
            throw new UserError(
                    "%s cannot read %s: %s".formatted(mapping.logicalId(), mapping.streamArn(), e.getMessage()), e);
        }
    }
}
