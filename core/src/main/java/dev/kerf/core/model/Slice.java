package dev.kerf.core.model;

/**
 * What one holder has of one device.
 *
 * @param device index on the node
 * @param share  the part held
 */
public record Slice(int device, Share share) {
    /** Another part of the same device, its memory in proportion. */
    Slice parted(int thousandths) {
        long memory = Math.round(share.memory().count() * (thousandths / (double) share.thousandths()));
        return new Slice(device, new Share(thousandths, new Bytes(memory)));
    }
}
