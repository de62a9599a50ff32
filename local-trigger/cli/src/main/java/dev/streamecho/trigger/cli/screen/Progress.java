package dev.streamecho.trigger.cli.screen;

/** Learns how far work that takes a while has come. */
public interface Progress {
    /** Shows nothing. */
    Progress NONE = (phase, done, all) -> {};

    /**
     * The work has come this far.
     *
     * @param phase what is being done, for the user
     * @param done how many of its steps are done
     * @param all how many steps there are, 1 or more
     */
    void at(String phase, int done, int all);
}
