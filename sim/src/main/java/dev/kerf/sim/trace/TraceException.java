package dev.kerf.sim.trace;

/** A trace file that cannot be used; the message names file and line, says what is wrong and what to do. */
public final class TraceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TraceException(String message) {
        super(message);
    }
}
