package dev.kerf.observe.store;

import java.nio.file.Path;

/** Where a store is. Written out it holds no password. */
public sealed interface Location permits Location.File, PostgreSqlAddress {
    /** A file. */
    record File(Path path) implements Location {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A database, by an address like {@code postgresql://user:password@host:port/database}; else a file.
     *
     * @throws IllegalArgumentException if it begins like an address and is none; one sentence without the password
     */
    static Location of(String text) {
        return PostgreSqlAddress.isOne(text) ? PostgreSqlAddress.of(text) : new File(Path.of(text));
    }
}
