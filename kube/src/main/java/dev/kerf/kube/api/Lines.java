package dev.kerf.kube.api;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Bytes of a stream cut into lines. */
final class Lines {
    private static final int MOST = 64 << 20;
    private final LineSink sink;
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private volatile long last = System.nanoTime();
    private volatile boolean refused;

    Lines(LineSink sink) {
        this.sink = sink;
    }

    void take(List<ByteBuffer> buffers, AsyncBody body) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            cut(bytes);
        }
        last = System.nanoTime();
        if (open.size() > MOST) {
            body.cancel();
        } else {
            body.consume();
        }
    }

    /** What comes is no stream but one answer that says why there is none. */
    void refuse() {
        refused = true;
    }

    private synchronized void cut(byte[] bytes) {
        int from = 0;
        for (int i = 0; !refused && i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                open.write(bytes, from, i - from);
                sink.line(open.toByteArray());
                open.reset();
                from = i + 1;
            }
        }
        open.write(bytes, from, bytes.length - from);
    }

    /** When something came last, as {@link System#nanoTime}. */
    long last() {
        return last;
    }

    /** What came after the last whole line. */
    synchronized byte[] rest() {
        return open.toByteArray();
    }
}
