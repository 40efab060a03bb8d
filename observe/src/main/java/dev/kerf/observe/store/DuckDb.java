package dev.kerf.observe.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * A DuckDB file, of one process at a time. Numbers are written into statements, since DuckDB skips what a filter leaves out
 * only where it sees them.
 */
final class DuckDb implements Database {
    private final Location.File file;
    private final DuckDBConnection connection;

    private DuckDb(Location.File file, DuckDBConnection connection) {
        this.file = file;
        this.connection = connection;
    }

    /** @param mebibytes that it may take outside of Java's heap */
    static DuckDb open(Location.File file, int mebibytes) {
        return connect(file, file.path().toString(), options(mebibytes));
    }

    /**
     * One without a file, for what is to be reckoned or written with DuckDB.
     *
     * @param mebibytes that it may take outside of Java's heap
     * @param folder    for what is more than that, until it is closed
     */
    static DuckDb inMemory(int mebibytes, Path folder) {
        Properties options = options(mebibytes);
        options.setProperty("temp_directory", folder.resolve(".spilled").toString());
        return connect(new Location.File(folder), "", options);
    }

    private static Properties options(int mebibytes) {
        Properties options = new Properties();
        options.setProperty("memory_limit", mebibytes + "MiB");
        options.setProperty("threads", "2");
        options.setProperty("preserve_insertion_order", "false");
        options.setProperty("allocator_background_threads", "true");
        return options;
    }

    /** Through its own driver: who asks Java for one loads all there are. */
    private static DuckDb connect(Location.File file, String path, Properties options) {
        try {
            var connection = new DuckDBDriver().connect("jdbc:duckdb:" + path, options);
            return new DuckDb(file, (DuckDBConnection) Objects.requireNonNull(connection));
        } catch (SQLException broken) {
            throw StoreException.of(file, broken);
        }
    }

    @Override
    public Location location() {
        return file;
    }

    /** Something in which SQL may fail. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private void work(Work work) {
        try {
            work.run();
        } catch (SQLException broken) {
            throw StoreException.of(file, broken);
        }
    }

    @Override
    public void begin(Runnable tables) {
        together(() -> {
            tables.run();
            return true;
        });
    }

    /** It finds rows by what each block holds at least and at most, and would only be slower with keys. */
    @Override
    public boolean keyed() {
        return false;
    }

    @Override
    public void execute(Sql sql) {
        work(() -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql.written());
            }
        });
    }

    @Override
    public void query(Sql sql, Row each) {
        work(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql.written())) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
        });
    }

    @Override
    public void append(String table, Rows rows) {
        work(() -> {
            try (DuckDBAppender appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table)) {
                rows.write(new DuckDbWriter(appender));
            }
        });
    }

    @Override
    public <T> T together(Supplier<T> changes) {
        execute(Sql.of("BEGIN TRANSACTION"));
        boolean done = false;
        try {
            T result = changes.get();
            done = true;
            return result;
        } finally {
            execute(Sql.of(done ? "COMMIT" : "ROLLBACK"));
        }
    }

    /** What a query finds, as a Parquet file. */
    void export(String query, Path to) {
        execute(Sql.of("COPY (" + query + ") TO '" + to.toString().replace("'", "''")
                + "' (FORMAT parquet, COMPRESSION zstd)"));
    }

    @Override
    public long bytes() {
        tidy();
        return file.path().toFile().length();
    }

    @Override
    public void tidy() {
        execute(Sql.of("CHECKPOINT"));
    }

    @Override
    public void close() {
        work(connection::close);
    }
}
