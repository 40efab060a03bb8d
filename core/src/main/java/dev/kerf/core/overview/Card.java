package dev.kerf.core.overview;

import dev.kerf.core.model.TaskId;
import java.util.List;

/**
 * One device of a node.
 *
 * @param free    thousandths nobody holds; negative where it is overcommitted
 * @param holders who holds parts of it, by name
 */
public record Card(int free, List<Holder> holders) {
    public Card {
        holders = List.copyOf(holders);
    }

    /** A task and its part of the card, in thousandths. */
    public record Holder(TaskId task, int thousandths) {}
}
