package dev.kerf.core.model;

/**
 * A port of the node itself.
 *
 * @param address  the node address it listens on; {@link #ANY} for all
 * @param protocol TCP, UDP or SCTP
 * @param port     1 to 65535
 */
public record HostPort(String address, String protocol, int port) {
    public static final String ANY = "0.0.0.0";

    public boolean conflictsWith(HostPort other) {
        return port == other.port
                && protocol.equals(other.protocol)
                && (address.equals(ANY) || other.address.equals(ANY) || address.equals(other.address));
    }

    @Override
    public String toString() {
        return port + "/" + protocol;
    }
}
