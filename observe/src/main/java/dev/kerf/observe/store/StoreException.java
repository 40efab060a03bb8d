package dev.kerf.observe.store;

import java.nio.file.Path;
import java.sql.SQLException;

/** A store that cannot be used; one sentence with its file. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    static StoreException of(Path file, SQLException cause) {
        String why = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        String hint = why.contains("lock") ? "; another process has it open" : "";
        return new StoreException(file + " cannot be used as a store: " + why + hint, cause);
    }
}
