package dev.streamecho.trigger.function.bootstrap;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.api.client.LambdaEnvironment;
import com.amazonaws.services.lambda.runtime.api.client.LambdaRequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.logging.FramedTelemetryLogSink;
import com.amazonaws.services.lambda.runtime.api.client.logging.LambdaContextLogger;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.LambdaRuntimeApiClient;
import com.amazonaws.services.lambda.runtime.api.client.util.ConcurrencyConfig;
import com.amazonaws.services.lambda.runtime.logging.LogFormat;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.FileDescriptor;
import java.lang.reflect.Method;

/** AWS's runtime interface client without its native part: its own loading of the handler in its own loop. */
final class PlainRuntime extends AWSLambda {
    private PlainRuntime() {}

    static void run(String handler) throws Exception {
        try (LambdaContextLogger logger = new LambdaContextLogger(
                new FramedTelemetryLogSink(FileDescriptor.out),
                LogLevel.fromString(LambdaEnvironment.LAMBDA_LOG_LEVEL),
                LogFormat.fromString(LambdaEnvironment.LAMBDA_LOG_FORMAT))) {
            LambdaRuntimeApiClient runtimeApi = new PlainRuntimeApiClient(LambdaEnvironment.RUNTIME_API);
            startRuntimeLoops(load(handler, logger, runtimeApi), logger, new ConcurrencyConfig(logger), runtimeApi);
        }
    }

    /**
     * Calls the client's own loading. It is private, but a copy of it would need the same reflection: the event
     * serializers look for the function's class loader in a private field of {@link AWSLambda}.
     */
    private static LambdaRequestHandler load(
            String handler, LambdaContextLogger logger, LambdaRuntimeApiClient runtimeApi)
            throws ReflectiveOperationException {
        Method load = AWSLambda.class.getDeclaredMethod(
                "getLambdaRequestHandlerObject", String.class, LambdaContextLogger.class, LambdaRuntimeApiClient.class);
        load.setAccessible(true);
        return (LambdaRequestHandler) load.invoke(null, handler, logger, runtimeApi);
    }
}
