package dev.kerf.kube.api;

/** The API server could not be asked; the message is one sentence that says what to do. */
public final class Unreachable extends RuntimeException {
    public Unreachable(String message) {
        super(message);
    }
}
