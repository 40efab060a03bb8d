package dev.kerf.core.model;

/**
 * What a queue may claim of GPUs of one model.
 *
 * @param quota in thousandths of a GPU of the model
 * @param rate  what one GPU of the model counts for in the queue's quota of GPUs, in thousandths of the GPU that all
 *              others are measured in; 1000 where the queue does not say
 */
public record ModelQuota(Quota quota, long rate) {
    public static final long RATE_ONE = 1000;

    public ModelQuota {
        if (rate <= 0) {
            throw new IllegalArgumentException("a GPU counts for something, not for " + rate);
        }
    }
}
