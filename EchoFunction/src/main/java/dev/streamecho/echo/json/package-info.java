/**
 * Reads the event and writes the response, in place of the Lambda runtime's own serializer, whose reflection makes up most
 * of a typed handler's cold start. {@link dev.streamecho.echo.json.StreamEventSerializer} is the door, found through {@code
 * META-INF/services}; {@link dev.streamecho.echo.json.JsonWriter} also writes the log. To change what the function does
 * with a record you need nothing of this package: see {@code RecordHandler}. Without the file in {@code META-INF/services}
 * the function works as before, but starts more slowly.
 */
package dev.streamecho.echo.json;
