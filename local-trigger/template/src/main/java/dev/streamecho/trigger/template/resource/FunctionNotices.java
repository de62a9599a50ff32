package dev.streamecho.trigger.template.resource;

import dev.streamecho.trigger.Launcher;
import dev.streamecho.trigger.Notices;
import dev.streamecho.trigger.template.language.Given;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a function of the template has on AWS only. */
final class FunctionNotices {
    private static final String EXEC_WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";

    /** Those that are run here, and those that are named as event source mappings. */
    private static final Set<String> NAMED_ELSEWHERE =
            Set.of("Api", "HttpApi", "DynamoDB", "Kinesis", "MSK", "SQS", "MQ", "DocumentDB");

    static final String NOTHING_CALLS =
            "nothing here sends them; " + Launcher.command("invoke") + " calls the function with an event of yours";
    static final String NO_URL = "there is no URL here; " + Launcher.command("invoke") + " calls the function";

    private static final Pattern JAVA = Pattern.compile("java(\\d{1,3})(\\..*)?");

    private static final String LAYERS_HERE =
            "%s, and /opt in variables leads to their files; code that opens /opt itself finds what this machine has there";
    private static final String LAYERS_ELSEWHERE =
            "their %s and files are missing%s; give the function the %s as dependencies, or the template a layer with a ContentUri";

    private static final Map<String, String> OF_CODE = new TreeMap<>(Map.of(
            "FileSystemConfigs",
            "not mounted; the code finds at its LocalMountPath what this machine has there",
            "DurableConfig",
            "a durable function runs as any other here: its steps are not kept, and it is not resumed",
            "CapacityProviderConfig",
            "it runs on this machine, each process with one invocation at a time"));

    private final FunctionDefinition function;
    private final Notices notices;

    FunctionNotices(FunctionDefinition function, Notices notices) {
        this.function = function;
        this.notices = notices;
    }

    /** What its code meets, whoever calls it. */
    void addThoseOfCode() {
        FunctionProperties.noteUnknown(function, notices);
        addRuntime(Runtime.version().feature());
        OF_CODE.forEach(this::addIfGiven);
        if (Given.in(function.properties(), "Environment", "Variables", EXEC_WRAPPER)) {
            notices.add(EXEC_WRAPPER, function.logicalId(), "not run; the function starts without it");
        }
        FunctionLayers layers = function.allLayers();
        if (!layers.here().isEmpty()) {
            notices.add(
                    "layers",
                    function.logicalId(),
                    LAYERS_HERE.formatted(
                            isOtherThanJava()
                                    ? "their code is found where the runtime looks for it"
                                    : "their java/lib is on the class path"));
        }
        if (layers.elsewhere() > 0) {
            notices.add(
                    "layers that are not here",
                    function.logicalId(),
                    isOtherThanJava()
                            ? LAYERS_ELSEWHERE.formatted("code", "", "packages")
                            : LAYERS_ELSEWHERE.formatted("classes", ", and agents of theirs are left out", "jars"));
        }
    }

    private boolean isOtherThanJava() {
        return Given.value(function::runtime)
                .filter(runtime -> !runtime.startsWith("java"))
                .isPresent();
    }

    /**
     * Code that works in one version of Java may behave differently in a later one. Classes for a later version than this
     * one cannot be loaded, and the error of the function's start names both.
     *
     * @param here the version of the JDK that runs
     */
    void addRuntime(int here) {
        Given.value(function::runtime)
                .map(JAVA::matcher)
                .filter(Matcher::matches)
                .filter(runtime -> Integer.parseInt(runtime.group(1)) < here)
                .ifPresent(runtime -> notices.add(
                        "runtime " + runtime.group(),
                        function.logicalId(),
                        "runs on Java %d, the JDK of the trigger; what later versions of Java changed holds here already"
                                .formatted(here)));
    }

    /** What concerns those that would call it on AWS. */
    void addThoseOfCallers() {
        addIfGiven("FunctionUrlConfig", NO_URL);
        Given.value(() -> SamEvents.of(function))
                .ifPresent(events -> events.forEach((name, event) -> Given.value(
                                () -> event.require("Type").text())
                        .filter(type -> !NAMED_ELSEWHERE.contains(type))
                        .ifPresent(type -> notices.add(
                                "events of other types",
                                "%s %s.%s".formatted(type, function.logicalId(), name),
                                NOTHING_CALLS))));
    }

    private void addIfGiven(String property, String instead) {
        if (Given.in(function.properties(), property)) {
            notices.add(property, function.logicalId(), instead);
        }
    }
}
