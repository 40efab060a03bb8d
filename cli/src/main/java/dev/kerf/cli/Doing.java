package dev.kerf.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Says on standard error what is under way. */
final class Doing implements AutoCloseable {
    private static final String ERASE = "\r\u001b[K";
    private final @Nullable PrintStream err;
    private final boolean watched;

    private Doing(@Nullable PrintStream err, boolean watched) {
        this.err = err;
        this.watched = watched;
    }

    /** One line that changes; nothing where standard error is no terminal. */
    static Doing onTerminal() {
        boolean watched = Progress.isWatched();
        return new Doing(watched ? System.err : null, watched);
    }

    /** The same, but a line for each thing where it is no terminal: work of many minutes is not left without a word. */
    static Doing always() {
        return new Doing(System.err, Progress.isWatched());
    }

    /** This is being done now. */
    void now(String what) {
        if (err != null && watched) {
            err.print(ERASE + what);
        } else if (err != null) {
            err.println("kerf: " + what);
        }
    }

    @Override
    public void close() {
        if (err != null && watched) {
            err.print(ERASE);
        }
    }
}
