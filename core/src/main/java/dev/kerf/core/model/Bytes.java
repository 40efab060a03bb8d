package dev.kerf.core.model;

/**
 * An amount of memory or storage.
 *
 * @param count bytes
 */
public record Bytes(long count) {
    public static final Bytes ZERO = new Bytes(0);
    private static final long KIB = 1024;
    private static final String[] UNITS = {"Ki", "Mi", "Gi", "Ti", "Pi"};

    public static Bytes ofMib(long mebibytes) {
        return new Bytes(Math.multiplyExact(mebibytes, KIB * KIB));
    }

    public static Bytes ofGib(long gibibytes) {
        return new Bytes(Math.multiplyExact(gibibytes, KIB * KIB * KIB));
    }

    public Bytes plus(Bytes other) {
        return new Bytes(Math.addExact(count, other.count));
    }

    /** The amount in the largest binary unit that keeps one decimal exact enough to read: {@code 512Mi}, {@code 1.5Gi}. */
    @Override
    public String toString() {
        double amount = Math.abs((double) count);
        if (amount < KIB) {
            return Long.toString(count);
        }
        int unit = -1;
        while (amount >= KIB && unit < UNITS.length - 1) {
            amount /= KIB;
            unit++;
        }
        long tenths = Math.round(amount * 10);
        String number = tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
        return (count < 0 ? "-" : "") + number + UNITS[unit];
    }
}
