package dev.streamecho.trigger.redrive;

/** Learns what a redrive does. It is called by the thread that redrives. */
public interface RedriveListener {

    /**
     * A batch is about to be redriven.
     *
     * @param name the message's id, or the file
     * @param done how many have been redriven or kept
     * @param all how many there are
     */
    void redriving(String name, int done, int all);

    /** This became of a batch. */
    void finished(RedriveOutcome outcome);
}
