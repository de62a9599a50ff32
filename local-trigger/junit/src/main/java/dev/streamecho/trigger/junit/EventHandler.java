package dev.streamecho.trigger.junit;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A handler of whatever type, as the Lambda runtime calls it: JSON in, JSON out. */
@FunctionalInterface
interface EventHandler {

    void handle(InputStream event, OutputStream response, Context context) throws IOException;
}
