package dev.kerf.core.reason;

/** A number with its noun, as people say it. */
public final class Count {
    private Count() {}

    /** {@code 1 node}, {@code 2 nodes}. */
    public static String of(long number, String noun) {
        return of(Long.toString(number), noun);
    }

    /** The same of a number that is written already: {@code 0.667 GPUs}, {@code 1 GPU}. */
    public static String of(String number, String noun) {
        return number + " " + noun + (number.equals("1") ? "" : "s");
    }
}
