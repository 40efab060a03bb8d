package dev.kerf.fakecluster.store;

import org.jspecify.annotations.Nullable;

/**
 * One change of one object.
 *
 * @param before null: it was not there
 * @param after  the new state; of a deletion the last one, under the deletion's revision
 * @param gone   it was deleted
 */
public record Change(@Nullable Stored before, Stored after, boolean gone) {
    public long revision() {
        return after.revision();
    }
}
