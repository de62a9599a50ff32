package dev.streamecho.trigger.cli.doctor;

import dev.streamecho.trigger.cli.options.RunFile;
import dev.streamecho.trigger.cli.options.RunningTrigger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/** Looks whether the ports are free that a run takes unless its options name others. */
final class Ports {
    private record Port(int number, String of, String option) {}

    private static final List<Port> ALL = List.of(
            new Port(8000, "DynamoDB", "--port"),
            new Port(3000, "the first API", "--api-port"),
            new Port(3001, "Lambda", "--lambda-port"),
            new Port(8001, "the page", "--page-port"),
            new Port(9324, "SQS", "--sqs-port"));

    private Ports() {}

    static List<Diagnosis> diagnoses() {
        Optional<RunningTrigger> running = RunFile.HERE.find();
        return ALL.stream().map(port -> diagnosis(port, running)).toList();
    }

    private static Diagnosis diagnosis(Port port, Optional<RunningTrigger> running) {
        String name = "port %d".formatted(port.number());
        if (isFree(port.number())) {
            return Diagnosis.ok(name, "free, for " + port.of());
        }
        return Diagnosis.of(
                name,
                State.NOTE,
                running.isPresent()
                        ? "taken, while the trigger of this folder runs, process "
                                + running.get().pid()
                        : "taken by another program",
                "%s PORT, or 0 for any that is free, for %s".formatted(port.option(), port.of()));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
