package dev.kerf.core.plan;

/**
 * By what queues have their turns, where guarantees and priorities leave it open. By the first a queue may take back from others as
 * much as it deserves; by the others a share is a matter of turns alone, and no more is taken back than is guaranteed.
 */
public enum QueueOrder {
    /** Who would have the least of what it deserves comes next. */
    DESERVED,
    /**
     * Who has the least part of the cluster of the resource it has most of, divided by its weight for GPUs: dominant resource
     * fairness, hierarchical where queues are made of others.
     */
    DOMINANT,
    /** Who would borrow the least of what there is to lend, as Kueue orders: roots are cohorts, and do not compete. */
    BORROWED
}
