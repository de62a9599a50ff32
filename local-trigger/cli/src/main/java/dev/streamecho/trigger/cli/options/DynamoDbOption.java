package dev.streamecho.trigger.cli.options;

import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which DynamoDB is called, by a command or by the functions that it runs. */
public final class DynamoDbOption {
    private static final URI DEFAULT = URI.create("http://localhost:8000");

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            converter = EndpointConverter.class,
            description = "The address of DynamoDB. Default: that of the trigger that runs in this folder,"
                    + " else http://localhost:8000.")
    private URI given;

    /** Returns the trigger that runs in this folder, unless an address is given. */
    public Optional<RunningTrigger> running() {
        return given == null ? RunFile.HERE.find() : Optional.empty();
    }

    /** Returns the address that is given, else that of a running trigger, else of one on its usual port. */
    public URI address(Optional<RunningTrigger> running) {
        return Optional.ofNullable(given)
                .or(() -> running.map(RunningTrigger::dynamoDb))
                .orElse(DEFAULT);
    }
}
