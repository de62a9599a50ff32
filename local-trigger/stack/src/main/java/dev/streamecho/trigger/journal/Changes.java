package dev.streamecho.trigger.journal;

import java.util.List;

/**
 * What has changed in a journal since a revision.
 *
 * @param revision of the journal now, to be given the next time
 * @param records those that are new or have changed, the newest first, up to the limit that was given
 * @param changed how many they are without the limit
 * @param dropped how many records are no longer kept, in all
 */
public record Changes(long revision, List<RecordRow> records, int changed, long dropped) {}
