package dev.kerf.testbed;

/** How a command ended and what it printed. */
public record Outcome(String command, int exit, String out, String err) {
    public boolean succeeded() {
        return exit == 0;
    }

    /** Standard output without the last line break; an {@link AssertionError} when the command failed. */
    public String text() {
        if (!succeeded()) {
            throw new AssertionError(this);
        }
        return out.strip();
    }

    @Override
    public String toString() {
        return "%s: exit %d%n%s%s".formatted(command, exit, out, err);
    }
}
