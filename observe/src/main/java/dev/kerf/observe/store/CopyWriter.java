package dev.kerf.observe.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/**
 * Rows for PostgreSQL's {@code COPY … FROM STDIN (FORMAT binary)}: a head; of each row how many values it has, and of each
 * value its length and its bytes; an end.
 */
final class CopyWriter implements RowWriter {
    private static final byte[] HEAD = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final short END = -1;
    private static final int FULL = 1 << 16;
    private final CopyIn copy;
    private ByteBuffer bytes = ByteBuffer.allocate(2 * FULL).put(HEAD);
    private int row;
    private short values;

    CopyWriter(CopyIn copy) {
        this.copy = copy;
    }

    @Override
    public void beginRow() {
        row = bytes.position();
        values = 0;
        room(Short.BYTES).putShort(values);
    }

    @Override
    public RowWriter append(int value) {
        value(Integer.BYTES).putInt(value);
        return this;
    }

    @Override
    public RowWriter append(long value) {
        value(Long.BYTES).putLong(value);
        return this;
    }

    @Override
    public RowWriter append(float value) {
        value(Float.BYTES).putFloat(value);
        return this;
    }

    @Override
    public RowWriter append(double value) {
        value(Double.BYTES).putDouble(value);
        return this;
    }

    @Override
    public RowWriter append(String value) {
        return append(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public RowWriter append(byte[] value) {
        value(value.length).put(value);
        return this;
    }

    private ByteBuffer value(int length) {
        values++;
        return room(Integer.BYTES + length).putInt(length);
    }

    private ByteBuffer room(int wanted) {
        if (bytes.remaining() < wanted) {
            bytes = ByteBuffer.allocate(2 * (bytes.position() + wanted)).put(bytes.flip());
        }
        return bytes;
    }

    @Override
    public void endRow() throws SQLException {
        bytes.putShort(row, values);
        if (bytes.position() >= FULL) {
            send();
        }
    }

    private void send() throws SQLException {
        copy.writeToCopy(bytes.array(), 0, bytes.position());
        bytes.clear();
    }

    /** After the last row. */
    void end() throws SQLException {
        room(Short.BYTES).putShort(END);
        send();
        copy.endCopy();
    }
}
