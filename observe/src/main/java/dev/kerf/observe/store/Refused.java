package dev.kerf.observe.store;

import java.io.FileNotFoundException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/** Why PostgreSQL does not do what it was asked, and what mends it: the end of a sentence that begins with the address. */
final class Refused {
    private Refused() {}

    /** Whether it is the server that does not answer or refuses; else the driver did not even ask it: an option makes no sense. */
    static boolean byServer(SQLException cause) {
        return !"08001".equals(cause.getSQLState()) || cause.getCause() != null;
    }

    static String sentence(PostgreSqlAddress address, SQLException cause) {
        String state = String.valueOf(cause.getSQLState());
        String why = words(cause);
        return switch (state) {
            case "28P01" ->
                "does not let %s in (%s); give the right user and password: in the address, in a file, or as PGPASSWORD"
                        .formatted(user(address), why);
            case "28000", "08004" ->
                "does not let %s in (%s); look at user, password (in the address, in a file, or as PGPASSWORD) and sslmode"
                        .formatted(user(address), why);
            case "3D000" ->
                "cannot be used: the server has no database %s; make it (createdb %1$s), or name another"
                        .formatted(address.database());
            case "42501", "25006" ->
                "does not let %s do this (%s); reading wants SELECT, writing INSERT, UPDATE and DELETE too, beginning a store CREATE"
                        .formatted(user(address), why);
            default ->
                byServer(cause) && (state.startsWith("08") || state.startsWith("57P"))
                        ? unanswered(innermost(cause))
                        : "cannot be used as a store: " + why;
        };
    }

    private static String unanswered(Throwable cause) {
        boolean untrusted = cause instanceof GeneralSecurityException
                || cause instanceof SSLException
                || cause instanceof FileNotFoundException; // of certificates
        return untrusted
                ? "is not trusted (" + words(cause) + "); name who signed its certificate: sslrootcert=FILE"
                : "does not answer (" + words(cause) + "); does it run, and can it be reached from here?";
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
