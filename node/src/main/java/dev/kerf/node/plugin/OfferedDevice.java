package dev.kerf.node.plugin;

/**
 * A device as a plugin offers it.
 *
 * @param id      unique on the node, at most 63 characters
 * @param healthy whether it may be given away
 */
public record OfferedDevice(String id, boolean healthy) {
    private static final int LONGEST = 63;

    public OfferedDevice {
        if (id.isEmpty() || id.length() > LONGEST) {
            throw new IllegalArgumentException("a device's id has 1 to 63 characters, this one is “" + id + "”");
        }
    }
}
