/**
 * Reads the event and writes the response in place of the Lambda runtime's own serializer, whose reflection is most of a
 * typed handler's cold start. The runtime finds {@link dev.streamecho.echo.json.StreamEventSerializer} through {@code
 * META-INF/services}; {@link dev.streamecho.echo.json.JsonWriter} also writes the log.
 *
 * <p>To change what the function does with a record, you need nothing in this package: see {@code RecordHandler}. Without
 * the file in {@code META-INF/services}, the function does the same but starts more slowly.
 */
package dev.streamecho.echo.json;
