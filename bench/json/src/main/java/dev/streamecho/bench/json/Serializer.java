package dev.streamecho.bench.json;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.streamecho.echo.json.StreamEventSerializer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What reads events and writes responses. */
public enum Serializer {
    /** The function's own. */
    FUNCTION {
        private final StreamEventSerializer serializer = new StreamEventSerializer();

        @Override
        DynamodbEvent read(InputStream input) {
            return serializer.fromJson(input, DynamodbEvent.class);
        }

        @Override
        void write(StreamsEventResponse response, OutputStream output) {
            serializer.toJson(response, output, StreamsEventResponse.class);
        }
    },

    /** The one that the Lambda runtime uses without the function's own. */
    RUNTIME {
        private final PojoSerializer<DynamodbEvent> events =
                LambdaEventSerializers.serializerFor(DynamodbEvent.class, Serializer.class.getClassLoader());
        private final PojoSerializer<StreamsEventResponse> responses =
                JacksonFactory.getInstance().getSerializer(StreamsEventResponse.class);

        @Override
        DynamodbEvent read(InputStream input) {
            return events.fromJson(input);
        }

        @Override
        void write(StreamsEventResponse response, OutputStream output) {
            responses.toJson(response, output);
        }
    },

    /** Jackson's own, made to find the fields of the event by ignoring their case. */
    DATABIND {
        private final ObjectMapper mapper = JsonMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        @Override
        DynamodbEvent read(InputStream input) throws IOException {
            return mapper.readValue(input, DynamodbEvent.class);
        }

        @Override
        void write(StreamsEventResponse response, OutputStream output) throws IOException {
            mapper.writeValue(output, response);
        }
    };

    abstract DynamodbEvent read(InputStream input) throws IOException;

    abstract void write(StreamsEventResponse response, OutputStream output) throws IOException;
}
