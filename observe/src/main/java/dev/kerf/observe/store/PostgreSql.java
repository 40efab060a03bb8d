package dev.kerf.observe.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A database of a PostgreSQL server, in a schema of its own, by one connection. Several processes may use it: who changes
 * something holds a lock until it is done, who reads sees what was done before. After a connection is lost what is asked
 * next makes a new one.
 */
final class PostgreSql implements Database {
    /** Of processes that begin a store: any number that is always the same. */
    private static final int BEGINNING = 0x4B657266;

    /** Of a batch of rows that is read at once; a row has a kilobyte or two. */
    private static final int ROWS = 2000;

    private final PostgreSqlAddress address;
    private Connection connection;
    private boolean together;

    private PostgreSql(PostgreSqlAddress address) throws SQLException {
        this.address = address;
        this.connection = connect(address);
    }

    static PostgreSql open(PostgreSqlAddress address) {
        try {
            return new PostgreSql(address);
        } catch (SQLException broken) {
            throw StoreException.of(address, broken);
        }
    }

    /** Through its own driver: who asks Java for one loads all there are. */
    private static Connection connect(PostgreSqlAddress address) throws SQLException {
        Connection made = Objects.requireNonNull(new Driver().connect(address.jdbc(), address.properties()));
        made.setAutoCommit(false);
        return made;
    }

    @Override
    public Location location() {
        return address;
    }

    /** Something in which SQL may fail. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }

    /** As a transaction of its own, unless it is a part of one. */
    private <T> T work(Work<T> work) {
        try {
            if (together) {
                return work.run();
            }
            if (connection.isClosed()) {
                connection = connect(address);
            }
            return whole(work);
        } catch (SQLException broken) {
            throw StoreException.of(address, broken);
        }
    }

    private <T> T whole(Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.run();
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                takeBack();
            }
        }
    }

    /** Where even that fails, the server does it. */
    private void takeBack() {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            try {
                connection.close();
            } catch (SQLException gone) {
                lost.addSuppressed(gone);
            }
        }
    }

    @Override
    public void begin(Runnable tables) {
        exclusively("SELECT pg_advisory_xact_lock(" + BEGINNING + ")", () -> {
            List<String> there = new ArrayList<>();
            query(
                    Sql.of("SELECT current_schema() WHERE current_schema() IS NOT NULL"),
                    row -> there.add(row.getString(1)));
            if (there.isEmpty()) {
                execute(Sql.of(
                        "CREATE SCHEMA IF NOT EXISTS \"" + address.schema().replace("\"", "\"\"") + "\""));
            }
            tables.run();
            return true;
        });
    }

    @Override
    public boolean keyed() {
        return true;
    }

    @Override
    public <T> T together(Supplier<T> changes) {
        return exclusively("LOCK TABLE covered IN SHARE ROW EXCLUSIVE MODE", changes);
    }

    /** Who goes away without a word does not hold up the others for long. */
    private <T> T exclusively(String lock, Supplier<T> changes) {
        return work(() -> {
            together = true;
            try {
                execute(Sql.of("SET LOCAL idle_in_transaction_session_timeout = '5min'"));
                execute(Sql.of(lock));
                return changes.get();
            } finally {
                together = false;
            }
        });
    }

    @Override
    public void execute(Sql sql) {
        work(() -> {
            try (PreparedStatement statement = prepared(sql)) {
                return statement.execute();
            }
        });
    }

    @Override
    public void query(Sql sql, Row each) {
        work(() -> {
            try (PreparedStatement statement = prepared(sql);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.read(rows);
                }
            }
            return true;
        });
    }

    private PreparedStatement prepared(Sql sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.text());
        statement.setFetchSize(ROWS);
        int at = 0;
        for (Object number : sql.numbers()) {
            at++;
            switch (number) {
                case int[] some -> statement.setObject(at, some);
                case byte[] bytes -> statement.setBytes(at, bytes);
                default -> statement.setInt(at, (Integer) number);
            }
        }
        return statement;
    }

    @Override
    public void append(String table, Rows rows) {
        work(() -> {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
            try {
                CopyWriter to = new CopyWriter(copy);
                rows.write(to);
                to.end();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
            return true;
        });
    }

    @Override
    public long bytes() {
        List<Long> bytes = new ArrayList<>();
        query(
                Sql.of("SELECT pg_total_relation_size(oid) FROM pg_class"
                        + " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"),
                row -> bytes.add(row.getLong(1)));
        return bytes.stream().mapToLong(each -> each).sum();
    }

    /** The server does it by itself. */
    @Override
    public void tidy() {}

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException broken) {
            throw StoreException.of(address, broken);
        }
    }
}
