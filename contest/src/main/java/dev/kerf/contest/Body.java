package dev.kerf.contest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer: ends where the answer ends, though the connection goes on. */
final class Body extends InputStream {
    private static final int HEXADECIMAL = 16;
    private final InputStream in;
    private final boolean chunked;
    private long left;
    private boolean begun;
    private boolean ended;

    private Body(InputStream in, boolean chunked, long left) {
        this.in = in;
        this.chunked = chunked;
        this.left = left;
    }

    static Body of(InputStream in, long length) {
        return new Body(in, false, length);
    }

    static Body chunked(InputStream in) {
        return new Body(in, true, 0);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        if (left == 0 && chunked && !ended) {
            next();
        }
        if (left == 0) {
            return -1;
        }
        int count = in.read(into, from, (int) Math.min(most, left));
        if (count < 0) {
            throw new EOFException("the server broke off");
        }
        left -= count;
        return count;
    }

    private void next() throws IOException {
        if (begun) {
            Connection.line(in);
        }
        begun = true;
        left = Long.parseLong(Connection.line(in).strip(), HEXADECIMAL);
        if (left == 0) {
            ended = true;
            Connection.line(in);
        }
    }
}
