package dev.kerf.cli;

import java.io.Console;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** A progress bar on standard error; nothing at all where standard error is no terminal. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 30;
    private final @Nullable PrintStream err;
    private final String label;
    private final int total;
    private int shown = -1;

    private Progress(@Nullable PrintStream err, String label, int total) {
        this.err = err;
        this.label = label;
        this.total = total;
    }

    /** A bar for so many steps, shown where a person watches. */
    static Progress onTerminal(String label, int total) {
        return new Progress(isWatched() ? System.err : null, label, total);
    }

    /** Whether a person watches standard error. */
    @SuppressWarnings("SystemConsoleNull") // before JDK 22, and with -Djdk.console=java.base, there may be none
    static boolean isWatched() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** So many steps are done. */
    void at(int done) {
        int percent = (int) (100L * done / Math.max(1, total));
        if (err != null && percent != shown) {
            shown = percent;
            int filled = WIDTH * percent / 100;
            err.print("\r" + label + " [" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + percent + " %");
        }
    }

    @Override
    public void close() {
        if (err != null) {
            err.print("\r" + " ".repeat(label.length() + WIDTH + 10) + "\r");
        }
    }
}
