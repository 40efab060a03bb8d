package dev.kerf.core.model;

/**
 * An amount of processor time, in thousandths of a core.
 *
 * @param milli thousandths of a core; may be negative only as a difference
 */
public record Cpu(long milli) {
    public static final Cpu ZERO = new Cpu(0);

    public static Cpu ofCores(long cores) {
        return new Cpu(Math.multiplyExact(cores, 1000L));
    }

    public Cpu plus(Cpu other) {
        return new Cpu(Math.addExact(milli, other.milli));
    }

    /** Plain decimal cores, as people write them: {@code 4}, {@code 0.5}, {@code 1.25}. */
    @Override
    public String toString() {
        return Decimal.thousandths(milli);
    }
}
