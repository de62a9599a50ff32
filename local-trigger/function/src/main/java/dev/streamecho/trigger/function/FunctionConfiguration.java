package dev.streamecho.trigger.function;

import dev.streamecho.trigger.UserError;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a function's process is started with.
 *
 * @param logicalId its logical id in the template, by which messages name it
 * @param functionName its name on AWS
 * @param arn the ARN by which it is invoked, with a version or alias if it has one
 * @param version a number, or {@code $LATEST}
 * @param runtime the runtime's identifier, for {@code AWS_EXECUTION_ENV}
 * @param files its code and its layers
 * @param handler what the runtime calls, such as {@code package.Class::method} or {@code folder/module.function}
 * @param timeout how long one invocation may take
 * @param memoryMegabytes {@code MemorySize}, of which a runtime gives its heap the same part as on AWS
 * @param region the region that its SDK's clients take
 * @param environment the template's variables, with those that lead its calls to this machine
 * @param logging the template's {@code LoggingConfig}
 * @param initialization how its execution environments come about
 */
public record FunctionConfiguration(
        String logicalId,
        String functionName,
        String arn,
        String version,
        String runtime,
        FunctionFiles files,
        String handler,
        Duration timeout,
        int memoryMegabytes,
        Map<String, String> environment,
        String region,
        LoggingConfig logging,
        InitializationType initialization) {

    /** The keys that Lambda refuses in {@code Environment}. */
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    /**
     * Checks what AWS checks when it creates the function.
     *
     * @throws UserError if the environment has a reserved key, or the log format is unknown
     */
    public FunctionConfiguration {
        environment = Map.copyOf(environment);
        for (String key : environment.keySet()) {
            if (RESERVED.contains(key)) {
                throw new UserError("%s: Environment.Variables.%s is set by Lambda and cannot be given: remove it"
                        .formatted(logicalId, key));
            }
        }
        if (!LoggingConfig.FORMATS.contains(logging.logFormat())) {
            throw new UserError("%s: LoggingConfig.LogFormat %s: use one of %s"
                    .formatted(logicalId, logging.logFormat(), String.join(", ", LoggingConfig.FORMATS)));
        }
    }

    /** Makes the configuration of a function whose environments are initialized on demand. */
    public FunctionConfiguration(
            String logicalId,
            String functionName,
            String arn,
            String version,
            String runtime,
            FunctionFiles files,
            String handler,
            Duration timeout,
            int memoryMegabytes,
            Map<String, String> environment,
            String region,
            LoggingConfig logging) {
        this(
                logicalId,
                functionName,
                arn,
                version,
                runtime,
                files,
                handler,
                timeout,
                memoryMegabytes,
                environment,
                region,
                logging,
                InitializationType.ON_DEMAND);
    }

    Path taskRoot() {
        return files.taskRoot();
    }

    Optional<Path> layers() {
        return files.layers();
    }

    Optional<Path> libraries() {
        return files.libraries();
    }

    /** Returns the same function with other code, as it was built of the same source. */
    public FunctionConfiguration withTaskRoot(Path folder) {
        return withFiles(files.withTaskRoot(folder));
    }

    /** Returns the same function with layers, whose content is in the folder as it would be in {@code /opt}. */
    public FunctionConfiguration withLayers(Path folder) {
        return withFiles(files.withLayers(folder));
    }

    /** Returns the same function with what its runtime brings on AWS, in the folder's {@code node_modules}. */
    public FunctionConfiguration withLibraries(Optional<Path> folder) {
        return withFiles(files.withLibraries(folder));
    }

    private FunctionConfiguration withFiles(FunctionFiles others) {
        return with(others, initialization);
    }

    /** Returns the same function, whose environments come about so. */
    public FunctionConfiguration withInitialization(InitializationType type) {
        return with(files, type);
    }

    /**
     * Returns the function as an update leaves it while it runs.
     *
     * @param changed has its timeout, memory, environment and logging; its code, its handler and its runtime stay
     */
    public FunctionConfiguration updatedTo(FunctionConfiguration changed) {
        return new FunctionConfiguration(
                logicalId,
                functionName,
                arn,
                version,
                runtime,
                files,
                handler,
                changed.timeout,
                changed.memoryMegabytes,
                changed.environment,
                region,
                changed.logging,
                initialization);
    }

    private FunctionConfiguration with(FunctionFiles others, InitializationType type) {
        return new FunctionConfiguration(
                logicalId,
                functionName,
                arn,
                version,
                runtime,
                others,
                handler,
                timeout,
                memoryMegabytes,
                environment,
                region,
                logging,
                type);
    }
}
