package dev.streamecho.trigger.redrive;

import java.util.Optional;

/** Reads the records of a batch again and hands them to what handles them. It is used by one thread. */
public final class Redriver {
    private final Deployment deployment;
    private final BatchReader reader;
    private final RecordsHandler handler;

    public Redriver(Deployment deployment, BatchReader reader, RecordsHandler handler) {
        this.deployment = deployment;
        this.reader = reader;
        this.handler = handler;
    }

    /** Redrives a batch; what goes wrong is in the result. */
    public Redriven redrive(FailedBatch batch) throws InterruptedException {
        try {
            MappingSettings mapping = deployment.mapping(batch);
            BatchRecords read = reader.read(batch, deployment, mapping);
            Redriven result = read.records().isEmpty()
                    ? new Redriven(0, 0, Optional.empty())
                    : handler.handle(batch, mapping, read.records());
            return read.forgotten()
                    .map(forgotten -> result.withProblem(forgotten.toString()))
                    .orElse(result);
        } catch (RedriveException e) {
            return Redriven.left(batch.batchSize(), 0, e.getMessage());
        }
    }
}
