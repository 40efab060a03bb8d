package dev.kerf.observe.store;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/** Rows for DuckDB's appender. */
record DuckDbWriter(DuckDBAppender appender) implements RowWriter {
    @Override
    public void beginRow() throws SQLException {
        appender.beginRow();
    }

    @Override
    public RowWriter append(int value) throws SQLException {
        appender.append(value);
        return this;
    }

    @Override
    public RowWriter append(long value) throws SQLException {
        appender.append(value);
        return this;
    }

    @Override
    public RowWriter append(float value) throws SQLException {
        appender.append(value);
        return this;
    }

    @Override
    public RowWriter append(double value) throws SQLException {
        appender.append(value);
        return this;
    }

    @Override
    public RowWriter append(String value) throws SQLException {
        appender.append(value);
        return this;
    }

    @Override
    public RowWriter append(byte[] value) throws SQLException {
        appender.append(value);
        return this;
    }

    @Override
    public void endRow() throws SQLException {
        appender.endRow();
    }
}
