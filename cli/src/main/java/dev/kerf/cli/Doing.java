package dev.kerf.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** One line on standard error that says what is under way; nothing where standard error is no terminal. */
final class Doing implements AutoCloseable {
    private static final String ERASE = "\r\u001b[K";
    private final @Nullable PrintStream err;

    private Doing(@Nullable PrintStream err) {
        this.err = err;
    }

    static Doing onTerminal() {
        return new Doing(Progress.isWatched() ? System.err : null);
    }

    /** This is being done now. */
    void now(String what) {
        if (err != null) {
            err.print(ERASE + what);
        }
    }

    @Override
    public void close() {
        now("");
    }
}
