package dev.streamecho.items;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Answers a request to API Gateway, whatever happens: a failure becomes a response that tells the caller only what to do,
 * and a line of the log that contains nothing of the item.
 */
abstract class RestHandler implements RequestStreamHandler {

    /**
     * Answers a request.
     *
     * @throws Refusal if the caller has to change the request
     * @throws SdkException if DynamoDB cannot be reached, or refuses
     */
    abstract Response answer(Request request);

    @Override
    public final void handleRequest(InputStream event, OutputStream output, Context context) throws IOException {
        Response response;
        try {
            response = answer(Request.read(event));
        } catch (Refusal e) {
            response = e.response();
        } catch (SdkException e) {
            context.getLogger().log("DynamoDB failed: " + Failure.describe(e), LogLevel.ERROR);
            response = Failure.response(e);
        } catch (RuntimeException e) {
            context.getLogger().log("Failed: " + Failure.describe(e), LogLevel.ERROR);
            response = Failure.internal();
        }
        response.write(output);
    }
}
