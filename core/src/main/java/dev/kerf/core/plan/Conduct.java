package dev.kerf.core.plan;

import java.time.Duration;

/**
 * What a cycle may do to tasks that run, for the sake of those that wait, and who of these comes first.
 *
 * @param leaving    how long after a task was to be gone it is still expected to go; after that its room counts as taken
 * @param moves      how many tasks may be moved for one that waits; 0: nothing is moved
 * @param moveRatio  how much GPU may be moved for a GPU that is placed by it, in thousandths
 * @param keepAfter  how long a gang waits before what it can use is kept for it
 * @param fairness   how queues are held against each other
 */
public record Conduct(Duration leaving, int moves, int moveRatio, Duration keepAfter, Fairness fairness) {
    public static final Conduct USUAL =
            new Conduct(Duration.ofMinutes(2), 16, 2000, Duration.ofMinutes(5), Fairness.USUAL);

    /** The same, moving nobody. */
    public Conduct still() {
        return new Conduct(leaving, 0, moveRatio, keepAfter, fairness);
    }
}
