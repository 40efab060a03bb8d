package dev.kerf.core.plan;

import dev.kerf.core.queue.Division;
import dev.kerf.core.queue.Division.PriorityReach;
import java.time.Duration;

/**
 * How queues are held against each other.
 *
 * @param order    by what they have their turns
 * @param memory   how much late use counts against a queue's weight; 0: not at all
 * @param halfLife in which late use counts for half as much
 */
public record Fairness(QueueOrder order, double memory, Duration halfLife) {
    public static final Fairness USUAL = new Fairness(QueueOrder.DESERVED, 0, Duration.ofDays(1));

    public Fairness {
        if (!(memory >= 0) || halfLife.isNegative() || halfLife.isZero()) {
            throw new IllegalArgumentException("memory " + memory + " or half-life " + halfLife + " is out of range");
        }
    }

    /** How what is left over when all have what they are sure of is divided among queues. */
    public Division division() {
        boolean divided = order == QueueOrder.DESERVED;
        return new Division(1, memory, divided ? PriorityReach.LEFT_OVER : PriorityReach.UNDIVIDED);
    }

    /** Whether late use counts. */
    public boolean remembers() {
        return memory > 0;
    }
}
