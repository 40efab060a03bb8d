package dev.kerf.contest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;

/**
 * One HTTP/1.1 connection, kept open: a call is written whole, its answer read whole, then the next. As cheap as a client
 * can be, since it shares the machine with those it measures. For one thread.
 */
final class Connection implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    /** A server that says nothing for so long will not answer. */
    private static final int PATIENCE_MILLIS = 60_000;

    private static final String HEAD = """
            %s %s HTTP/1.1\r
            Host: %s:%d\r
            Authorization: Bearer %s\r
            Accept: %s\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            """;
    private final Endpoint endpoint;
    private final Socket socket;
    private final InputStream in;

    Connection(Endpoint endpoint) throws IOException {
        this.endpoint = endpoint;
        this.socket = endpoint.tls().createSocket(endpoint.host(), endpoint.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    /** The answer's body; an {@link IOException} with the server's words unless it is a success. */
    byte[] send(Call call) throws IOException {
        Head head = begin(call);
        byte[] body = head.body(in).readAllBytes();
        if (head.code < 200 || head.code >= 300) {
            throw new IOException(
                    "%s %s: %d %s".formatted(call.method(), call.path(), head.code, new String(body, UTF_8)));
        }
        return body;
    }

    /** The answer's body as it arrives, for a watch. */
    InputStream open(Call call) throws IOException {
        Head head = begin(call);
        socket.setSoTimeout(0);
        InputStream body = head.body(in);
        if (head.code != 200) {
            throw new IOException(call.path() + ": " + head.code + " " + new String(body.readAllBytes(), UTF_8));
        }
        return body;
    }

    private Head begin(Call call) throws IOException {
        byte[] head = HEAD.formatted(
                        call.method(),
                        call.path(),
                        endpoint.host(),
                        endpoint.port(),
                        endpoint.token(),
                        call.accept(),
                        call.body().length)
                .getBytes(ISO_8859_1);
        ByteArrayOutputStream whole = new ByteArrayOutputStream(head.length + call.body().length);
        whole.writeBytes(head);
        whole.writeBytes(call.body());
        whole.writeTo(socket.getOutputStream());
        return new Head(in);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Status line and headers of an answer, as far as they matter. */
    private static final class Head {
        private final int code;
        private long length;
        private boolean chunked;

        Head(InputStream in) throws IOException {
            String status = line(in);
            this.code = Integer.parseInt(status.substring(9, 12));
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Long.parseLong(
                            lower.substring("content-length:".length()).strip());
                } else if (lower.startsWith("transfer-encoding:")) {
                    chunked = lower.endsWith("chunked");
                }
            }
        }

        InputStream body(InputStream in) {
            return chunked ? Body.chunked(in) : Body.of(in, length);
        }
    }

    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.append(c == '\r' ? "" : (char) c);
        }
        return line.toString();
    }
}
