package dev.streamecho.trigger.junit.inside;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.function.EndpointVariables;
import dev.streamecho.trigger.function.FunctionConfiguration;
import dev.streamecho.trigger.function.FunctionLog;
import dev.streamecho.trigger.function.LocalFunction;
import dev.streamecho.trigger.function.UserCache;
import dev.streamecho.trigger.invocation.Invocation;
import dev.streamecho.trigger.junit.seam.Answer;
import dev.streamecho.trigger.services.AbsentServices;
import dev.streamecho.trigger.stack.FunctionSetup;
import dev.streamecho.trigger.template.Template;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The functions of a test that run in processes of their own, which are new ones in each test. */
final class OwnProcesses implements FunctionLog, AutoCloseable {
    private final Template template;
    private final Set<String> functions;
    private final AbsentServices absent;
    private final Map<String, String> surroundings = new LinkedHashMap<>();
    private final Map<String, FunctionConfiguration> configurations = new HashMap<>();
    private final Map<String, LocalFunction> running = new HashMap<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private OwnProcesses(Template template, Set<String> functions, URI dynamoDb) {
        this.template = template;
        this.functions = functions;
        this.absent = AbsentServices.start(Map.of("dynamodb", dynamoDb), lines::add);
        surroundings.putAll(EndpointVariables.dynamoDb(dynamoDb));
        surroundings.putAll(absent.environment());
    }

    /**
     * Builds functions, and starts none.
     *
     * @param functions their logical ids
     * @throws UserError if one of them cannot be built or run here, with what the build tool says
     */
    static OwnProcesses of(Template template, Set<String> functions, URI dynamoDb) {
        OwnProcesses processes = new OwnProcesses(template, functions, dynamoDb);
        try {
            processes.build(template);
            return processes;
        } catch (UserError e) {
            processes.close();
            throw e;
        }
    }

    /** Ends those of the test before; environment variables have the streams that the tables have now. */
    void begin(Collection<TestTable> tables) {
        List.copyOf(running.keySet()).forEach(this::end);
        lines.clear();
        Template known = template;
        for (TestTable table : tables) {
            if (table.streamArn().isPresent()) {
                known = known.withAttribute(
                        table.logicalId(), "StreamArn", table.streamArn().get());
            }
        }
        build(known);
    }

    private void build(Template known) {
        BuildExplanation explanation = new BuildExplanation();
        try {
            new FunctionSetup(UserCache.folder().resolve("tests"), explanation)
                    .build(
                            known.functions().stream()
                                    .filter(function -> functions.contains(function.logicalId()))
                                    .toList(),
                            known,
                            surroundings)
                    .forEach(built -> configurations.put(built.logicalId(), built));
        } catch (UserError e) {
            throw new UserError(e.getMessage() + explanation.text(), e);
        }
    }

    Answer call(String function, byte[] event) throws InterruptedException {
        Invocation invocation = running.computeIfAbsent(function, this::start).invoke(event);
        List<String> log = new ArrayList<>();
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            log.add(line);
        }
        return Answers.of(invocation.outcome())
                .withRequestId(invocation.requestId())
                .withLog(log);
    }

    private LocalFunction start(String function) {
        LocalFunction started = new LocalFunction(
                Objects.requireNonNull(configurations.get(function), () -> function + " was not built"), this);
        // How it starts is what its first call tells.
        started.start();
        return started;
    }

    @Override
    public void line(String logicalId, Optional<String> requestId, String line) {
        lines.add(line);
    }

    void end(String function) {
        Optional.ofNullable(running.remove(function)).ifPresent(LocalFunction::close);
    }

    @Override
    public void close() {
        List.copyOf(running.keySet()).forEach(this::end);
        absent.close();
    }
}
