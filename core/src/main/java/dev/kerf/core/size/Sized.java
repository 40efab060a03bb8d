package dev.kerf.core.size;

/** A size, or why there is none. */
public sealed interface Sized {
    /** There is enough to go by. */
    record Known(Size size) implements Sized {}

    /** There is not, and this is why. */
    record Unknown(String reason) implements Sized {}
}
