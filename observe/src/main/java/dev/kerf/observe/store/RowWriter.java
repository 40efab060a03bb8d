package dev.kerf.observe.store;

import java.sql.SQLException;

/** Takes rows of one table, value by value in the order of its columns, each of its column's type. */
interface RowWriter {
    void beginRow() throws SQLException;

    /** Of an INTEGER. */
    RowWriter append(int value) throws SQLException;

    /** Of a BIGINT. */
    RowWriter append(long value) throws SQLException;

    /** Of a REAL. */
    RowWriter append(float value) throws SQLException;

    /** Of a DOUBLE PRECISION. */
    RowWriter append(double value) throws SQLException;

    /** Of a VARCHAR. */
    RowWriter append(String value) throws SQLException;

    /** Of a BYTEA. */
    RowWriter append(byte[] value) throws SQLException;

    void endRow() throws SQLException;
}
