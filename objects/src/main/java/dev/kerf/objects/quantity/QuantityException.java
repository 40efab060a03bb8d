package dev.kerf.objects.quantity;

/** A quantity that makes no sense where it stands. */
public final class QuantityException extends Exception {
    QuantityException(String problem) {
        super(problem);
    }

    /** What is wrong with which value, and what to write instead. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
