package dev.kerf.core.model;

/**
 * The GPUs of one node: devices 0 to {@code count - 1}, all of one model.
 *
 * @param model  the product's name as the node's labels give it; empty where unknown
 * @param memory usable memory of each device (driver-reserved memory already taken off); zero where unknown
 * @param count  healthy devices
 */
public record Gpus(String model, Bytes memory, int count) {
    public static final Gpus NONE = new Gpus("", Bytes.ZERO, 0);

    public Gpus {
        if (count < 0) {
            throw new IllegalArgumentException("count must not be negative, is " + count);
        }
    }
}
