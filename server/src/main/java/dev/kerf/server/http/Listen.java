package dev.kerf.server.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to answer.
 *
 * @param address null: nowhere
 * @param yields  where the port is taken, a free one will do
 */
public record Listen(@Nullable InetSocketAddress address, boolean yields) {
    /** Where nothing is said: a port beside kube-scheduler's, on this machine only. */
    public static final int USUAL_PORT = 10260;

    public static final Listen OFF = new Listen(null, false);
    public static final Listen USUAL =
            new Listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), USUAL_PORT), true);
    private static final int MOST = 65_535;
    private static final Pattern FORM = Pattern.compile("(?:(\\[[0-9a-fA-F:]+]|[^:\\[\\]]*):)?(\\d{1,5})");

    /**
     * What a person wrote: {@code off}, {@code PORT}, {@code :PORT} for all addresses, or {@code ADDRESS:PORT}; port 0 is a
     * free one.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Listen parse(String text) {
        if (text.equals("off")) {
            return OFF;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(2)) > MOST) {
            throw new IllegalArgumentException(
                    "“" + text + "” is no place to listen; write off, PORT, :PORT or ADDRESS:PORT");
        }
        int port = Integer.parseInt(form.group(2));
        String host = form.group(1);
        if (host == null) {
            return new Listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), false);
        }
        InetSocketAddress address = host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("“" + host + "” is no address of this machine");
        }
        return new Listen(address, false);
    }
}
