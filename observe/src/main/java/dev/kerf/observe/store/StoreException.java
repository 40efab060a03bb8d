package dev.kerf.observe.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A store that cannot be used; one sentence with where it is and what to do, without a password. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean ofServer;

    private StoreException(String message, boolean ofServer, @Nullable Throwable cause) {
        super(message, cause);
        this.ofServer = ofServer;
    }

    static StoreException of(Location.File file, SQLException cause) {
        String why = firstLine(cause);
        String hint = why.contains("lock") ? "; another process has it open" : "";
        return new StoreException(file + " cannot be used as a store: " + why + hint, false, cause);
    }

    static StoreException of(PostgreSqlAddress address, SQLException cause) {
        return new StoreException(address + " " + Refused.sentence(address, cause), Refused.byServer(cause), cause);
    }

    /** Of a version that this Kerf does not know. */
    static StoreException version(Location location, long there, long known) {
        return new StoreException(
                "%s holds a store of version %d, and this Kerf knows version %d; take the Kerf that wrote it, or begin another store"
                        .formatted(location, there, known),
                false,
                null);
    }

    static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    /** Whether a server does not answer or refuses, and not a file or what it holds is of no use. */
    public boolean ofServer() {
        return ofServer;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
