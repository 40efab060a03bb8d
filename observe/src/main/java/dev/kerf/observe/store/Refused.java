package dev.kerf.observe.store;

import java.net.UnknownHostException;
import java.sql.SQLException;

/** Why PostgreSQL does not do what it was asked, and what mends it: the end of a sentence that begins with the address. */
final class Refused {
    private Refused() {}

    static String sentence(PostgreSqlAddress address, SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        return switch (state) {
            case "28P01", "28000", "08004" ->
                "does not let %s in (%s); give the right user and password: in the address, in a file, or as PGPASSWORD"
                        .formatted(user(address), words(cause));
            case "3D000" ->
                "cannot be used: the server has no database %s; make it (createdb %1$s), or name another"
                        .formatted(address.database());
            case "42501", "25006" ->
                "does not let %s do this (%s); reading wants SELECT, writing INSERT, UPDATE and DELETE too, beginning a store CREATE"
                        .formatted(user(address), words(cause));
            default ->
                state.startsWith("08") || state.startsWith("57P")
                        ? "does not answer (" + words(innermost(cause))
                                + "); does it run, and can it be reached from here?"
                        : "cannot be used as a store: " + words(cause);
        };
    }

    private static String user(PostgreSqlAddress address) {
        return address.user().isEmpty() ? "a user who is not named" : "user " + address.user();
    }

    private static Throwable innermost(Throwable cause) {
        Throwable innermost = cause;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost;
    }

    /** The first line; severities, which come first, say nothing more. */
    private static String words(Throwable cause) {
        return cause instanceof UnknownHostException
                ? "there is no host " + cause.getMessage()
                : StoreException.firstLine(cause).replaceFirst("^(FATAL|ERROR): ", "");
    }
}
