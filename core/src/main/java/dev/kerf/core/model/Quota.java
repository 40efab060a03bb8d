package dev.kerf.core.model;

/**
 * What a queue may claim of one resource. Amounts are in the resource's own smallest unit: thousandths of a core, bytes,
 * thousandths of a GPU, pieces of anything else.
 *
 * @param guarantee what it is sure of
 * @param limit     what it may have in all; {@link #UNLIMITED}: no limit
 * @param weight    how much of what is left over it gets beside its siblings, in thousandths; 0: nothing
 * @param lend      how much of its guarantee others may use while it stands idle; {@link #UNLIMITED}: all
 * @param borrow    how much it may have beyond its guarantee; {@link #UNLIMITED}: no bound but the limit
 */
public record Quota(long guarantee, long limit, long weight, long lend, long borrow) {
    public static final long UNLIMITED = Long.MAX_VALUE;
    public static final long WEIGHT_ONE = 1000;

    /** Of a resource that the queue does not speak of: nothing sure, no limit, weight 1. */
    public static final Quota OPEN = new Quota(0, UNLIMITED, WEIGHT_ONE, UNLIMITED, UNLIMITED);

    public Quota {
        if (guarantee < 0 || limit < 0 || weight < 0 || lend < 0 || borrow < 0) {
            throw new IllegalArgumentException("a quota is never negative");
        }
    }

    public static Quota guarantee(long amount) {
        return new Quota(amount, UNLIMITED, WEIGHT_ONE, UNLIMITED, UNLIMITED);
    }

    public Quota withLimit(long other) {
        return new Quota(guarantee, other, weight, lend, borrow);
    }

    public Quota withWeight(long thousandths) {
        return new Quota(guarantee, limit, thousandths, lend, borrow);
    }

    public Quota withLend(long other) {
        return new Quota(guarantee, limit, weight, other, borrow);
    }

    public Quota withBorrow(long other) {
        return new Quota(guarantee, limit, weight, lend, other);
    }

    /** What it may have in all, by its limit and by what it may borrow. */
    public long most() {
        long borrowed = borrow > UNLIMITED - guarantee ? UNLIMITED : guarantee + borrow;
        return Math.min(limit, borrowed);
    }

    /** The part of the guarantee that is lent to nobody. */
    public long kept() {
        return Math.max(0, guarantee - lend);
    }
}
