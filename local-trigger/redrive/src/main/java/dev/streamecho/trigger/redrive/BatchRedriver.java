package dev.streamecho.trigger.redrive;

import java.util.Optional;

/** Reads the records of a batch again, and hands them to a handler. This class is not thread-safe. */
final class BatchRedriver {
    private final Deployment deployment;
    private final BatchReader reader;
    private final RecordsHandler handler;

    BatchRedriver(Deployment deployment, BatchReader reader, RecordsHandler handler) {
        this.deployment = deployment;
        this.reader = reader;
        this.handler = handler;
    }

    /** Redrives a batch and returns what became of it, also if something goes wrong. */
    Redriven redrive(BatchDescription description) throws InterruptedException {
        try {
            MappingSettings mapping = deployment.mapping(description);
            BatchRecords read = reader.read(description, deployment, mapping);
            Redriven result = read.records().isEmpty()
                    ? new Redriven(0, 0, Optional.empty())
                    : handler.handle(description, mapping, read.records());
            return read.forgotten()
                    .map(forgotten -> result.withProblem(forgotten.toString()))
                    .orElse(result);
        } catch (RedriveException e) {
            return Redriven.left(description.batch().batchSize(), 0, e.getMessage());
        }
    }
}
