package dev.streamecho.trigger.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps a journal's records and batches in a file, so that they survive a restart, but for the last second. It is no part of any
 * promise: what cannot be written or read is told once, and left.
 */
public final class KeptJournal implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Journal journal;
    private final JournalFile file;
    private final Consumer<String> notice;
    private final Semaphore changed = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread writer = new Thread(this::write, "journal");

    // Owned by the writer once it runs, and after its end by who closes it.
    private long written;
    private boolean hasFailed;

    private KeptJournal(Journal journal, JournalFile file, Consumer<String> notice) {
        this.journal = journal;
        this.file = file;
        this.notice = notice;
        writer.setDaemon(true);
    }

    /**
     * Reads what was kept into a journal that has heard of no record yet, and keeps it from now on.
     *
     * @param notice takes, in one line, what cannot be read or written
     */
    public static KeptJournal open(Path file, Journal journal, Consumer<String> notice) {
        KeptJournal kept = new KeptJournal(journal, new JournalFile(file), notice);
        kept.restore();
        kept.writer.start();
        return kept;
    }

    private void restore() {
        JournalLines lines = new JournalLines();
        try {
            file.read(lines::add).ifPresent(notice);
            journal.restore(lines);
            rewrite();
        } catch (IOException | RuntimeException e) {
            // Of a form that no version has written, or on a full disk: the run goes on without it.
            fail(e);
        }
    }

    private void write() {
        try {
            while (closing.getCount() > 0) {
                // Nothing is done while nothing happens.
                journal.tellNextChange(written, changed::release);
                changed.acquire();
                if (!closing.await(INTERVAL.toNanos(), TimeUnit.NANOSECONDS)) {
                    save();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void save() {
        if (hasFailed) {
            return;
        }
        try {
            if (file.isTooLong()) {
                rewrite();
            } else {
                long revision = journal.revision();
                List<JsonNode> lines = linesSince(written);
                if (!lines.isEmpty()) {
                    file.append(lines);
                }
                written = revision;
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void rewrite() throws IOException {
        long revision = journal.revision();
        file.rewrite(linesSince(0));
        written = revision;
    }

    /** In pieces, so that nobody who tells the journal something waits for long. */
    private List<JsonNode> linesSince(long revision) {
        List<JsonNode> lines = new ArrayList<>();
        long next = 0;
        while (next >= 0) {
            next = journal.addBatches(lines, revision, next);
        }
        next = 0;
        while (next >= 0) {
            next = journal.addRecords(lines, revision, next);
        }
        return lines;
    }

    private void fail(Exception e) {
        hasFailed = true;
        notice.accept("the journal is not kept in --data-dir: " + e);
    }

    /** Saves what has happened, and stops. */
    @Override
    public void close() {
        closing.countDown();
        changed.release();
        try {
            writer.join();
            save();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
