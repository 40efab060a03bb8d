package dev.kerf.observe.store;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * A DuckDB file. All that is peculiar to DuckDB is here: statements elsewhere are plain SQL. Numbers stand in the
 * statements themselves, since DuckDB skips what a filter leaves out only where it sees them.
 */
final class Database implements AutoCloseable {
    private final Path file;
    private final DuckDBConnection connection;

    private Database(Path file, DuckDBConnection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** @param mebibytes that it may take outside of Java's heap */
    static Database open(Path file, int mebibytes) {
        Properties options = new Properties();
        options.setProperty("memory_limit", mebibytes + "MiB");
        options.setProperty("threads", "2");
        options.setProperty("preserve_insertion_order", "false");
        options.setProperty("allocator_background_threads", "true");
        try {
            return new Database(file, (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file, options));
        } catch (SQLException broken) {
            throw StoreException.of(file, broken);
        }
    }

    /** Reads a row; the columns are counted from 1. */
    @FunctionalInterface
    interface Row {
        void read(ResultSet row) throws SQLException;
    }

    /** Writes one. */
    @FunctionalInterface
    interface Rows {
        void write(DuckDBAppender to) throws SQLException;
    }

    /** Something in which SQL may fail. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Bytes as they stand in a statement. */
    static String literal(byte[] bytes) {
        StringBuilder text = new StringBuilder("'");
        for (byte each : bytes) {
            text.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits(each));
        }
        return text.append("'::BLOB").toString();
    }

    void execute(String sql) {
        work(() -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    void query(String sql, Row each) {
        work(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
        });
    }

    void append(String table, Rows rows) {
        work(() -> {
            try (DuckDBAppender appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table)) {
                rows.write(appender);
            }
        });
    }

    /** All of it, or nothing. */
    void together(Runnable changes) {
        execute("BEGIN TRANSACTION");
        boolean done = false;
        try {
            changes.run();
            done = true;
        } finally {
            execute(done ? "COMMIT" : "ROLLBACK");
        }
    }

    /** What a query finds, as a Parquet file. */
    void export(String query, Path to) {
        execute("COPY (" + query + ") TO '" + to.toString().replace("'", "''")
                + "' (FORMAT parquet, COMPRESSION zstd)");
    }

    private void work(Work work) {
        try {
            work.run();
        } catch (SQLException broken) {
            throw StoreException.of(file, broken);
        }
    }

    @Override
    public void close() {
        work(connection::close);
    }
}
