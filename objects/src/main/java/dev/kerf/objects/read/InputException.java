package dev.kerf.objects.read;

/** An input of which nothing could be read; the message is one sentence that says what to do. */
public final class InputException extends RuntimeException {
    public InputException(String message) {
        super(message);
    }

    /** The one sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
