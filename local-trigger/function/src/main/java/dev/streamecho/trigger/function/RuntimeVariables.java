package dev.streamecho.trigger.function;

import java.io.File;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The environment variables of the function's process: those that Lambda sets, and the template's. Of the trigger's
 * own environment it has only what a process of this system needs to start. {@code AWS_SAM_LOCAL} is not
 * set, so that a function does here what it does when it is deployed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda environment
 *     variables</a>
 */
final class RuntimeVariables {
    private static final List<String> INHERITED =
            List.of("PATH", "LD_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot");
    private static final DateTimeFormatter LOG_STREAM_DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

    private RuntimeVariables() {}

    /**
     * Returns the variables of a process.
     *
     * @param launch how it is started
     * @param runtimeApi the address of the Runtime API, as {@code host:port}
     */
    static Map<String, String> of(FunctionConfiguration function, Launch launch, String runtimeApi) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : INHERITED) {
            String value = System.getenv(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        variables.put("LANG", "en_US.UTF-8");
        // The locale of LANG may not be installed here. This one is, and makes file names UTF-8, as they are on AWS.
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("TZ", ":UTC");
        variables.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
        variables.putAll(launch.defaults());
        variables.putAll(LayerPaths.withoutMissingAgents(function.layers()
                .map(folder -> new LayerPaths(folder).replaced(function.environment()))
                .orElse(function.environment())));
        function.layers().ifPresent(folder -> {
            append(variables, "PATH", folder.resolve("bin"));
            append(variables, "LD_LIBRARY_PATH", folder.resolve("lib"));
        });
        putReserved(variables, function, launch.runtimeFolder(), runtimeApi);
        putLogging(variables, function, launch.framesLogs());
        // They belong to no account: a call to AWS without a local endpoint fails instead of reaching a real account.
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.put("AWS_SESSION_TOKEN", "local");
        return variables;
    }

    private static void append(Map<String, String> variables, String path, Path folder) {
        variables.merge(path, folder.toString(), (before, last) -> before + File.pathSeparator + last);
    }

    private static void putReserved(
            Map<String, String> variables, FunctionConfiguration function, Path runtimeFolder, String runtimeApi) {
        variables.put("_HANDLER", function.handler());
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("AWS_REGION", function.region());
        variables.put("AWS_DEFAULT_REGION", function.region());
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.functionName());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        variables.put(
                "AWS_LAMBDA_INITIALIZATION_TYPE", function.initialization().toString());
        variables.put("LAMBDA_TASK_ROOT", function.taskRoot().toString());
        variables.put("LAMBDA_RUNTIME_DIR", runtimeFolder.toString());
    }

    private static void putLogging(Map<String, String> variables, FunctionConfiguration function, boolean framed) {
        LoggingConfig logging = function.logging();
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", logging.logGroup());
        variables.put(
                "AWS_LAMBDA_LOG_STREAM_NAME",
                "%s/[%s]%s"
                        .formatted(
                                LocalDate.now(ZoneOffset.UTC).format(LOG_STREAM_DAY),
                                function.version(),
                                UUID.randomUUID().toString().replace("-", "")));
        variables.put("AWS_LAMBDA_LOG_FORMAT", logging.logFormat());
        if (logging.isJson()) {
            variables.put("AWS_LAMBDA_LOG_LEVEL", logging.applicationLogLevel().orElse("INFO"));
        }
        if (framed) {
            // The runtime's logger then frames its messages, so that two without an end of line do not become one line.
            variables.put("_LAMBDA_TELEMETRY_LOG_FD", "1");
        }
    }
}
