package dev.streamecho.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** What the Lambda service does around the function: reads events, makes contexts, collects the log. */
final class Lambda {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Lambda() {}

    static DynamodbEvent event(String json) {
        return LambdaEventSerializers.serializerFor(DynamodbEvent.class, Lambda.class.getClassLoader())
                .fromJson(json);
    }

    static String resource(String name) throws IOException {
        try (InputStream file = Lambda.class.getResourceAsStream("/" + name)) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    static String response(Object response) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        LambdaEventSerializers.serializerFor(Object.class, Lambda.class.getClassLoader())
                .toJson(response, json);
        return json.toString(UTF_8);
    }

    static Context context(String traceHeader) {
        Context context = mock(Context.class);
        when(context.getFunctionName()).thenReturn("EchoFunction");
        when(context.getAwsRequestId()).thenReturn("8f6ad7c2-1d2a-4c5f-9f5c-0f6c8f1f2a3b");
        when(context.getXrayTraceId()).thenReturn(traceHeader);
        return context;
    }

    static JsonNode json(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    static List<JsonNode> lines(ByteArrayOutputStream output) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : output.toString(UTF_8).lines().toList()) {
            lines.add(json(line));
        }
        return lines;
    }
}
