package dev.kerf.objects.quantity;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of something as Kubernetes writes it, without loss.
 *
 * @param amount in cores, bytes or pieces
 */
public record Quantity(BigDecimal amount) {
    public static final Quantity ZERO = new Quantity(BigDecimal.ZERO);
    /** The most that is taken for possible, in thousandths of cores, bytes or pieces: sums of it stay exact. */
    public static final long MOST = 1L << 53;

    private static final int LONGEST = 100;
    private static final Pattern FORM =
            Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(?:[eE]([+-]?\\d{1,2})|(\\D*))");
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final Map<String, BigDecimal> SUFFIXES = Map.ofEntries(
            Map.entry("", BigDecimal.ONE),
            Map.entry("n", BigDecimal.valueOf(1, 9)),
            Map.entry("u", BigDecimal.valueOf(1, 6)),
            Map.entry("m", BigDecimal.valueOf(1, 3)),
            Map.entry("k", BigDecimal.valueOf(1, -3)),
            Map.entry("M", BigDecimal.valueOf(1, -6)),
            Map.entry("G", BigDecimal.valueOf(1, -9)),
            Map.entry("T", BigDecimal.valueOf(1, -12)),
            Map.entry("P", BigDecimal.valueOf(1, -15)),
            Map.entry("E", BigDecimal.valueOf(1, -18)),
            Map.entry("Ki", KIBI),
            Map.entry("Mi", KIBI.pow(2)),
            Map.entry("Gi", KIBI.pow(3)),
            Map.entry("Ti", KIBI.pow(4)),
            Map.entry("Pi", KIBI.pow(5)),
            Map.entry("Ei", KIBI.pow(6)));

    /**
     * The quantity that the text means.
     *
     * @throws QuantityException if it means none
     */
    public static Quantity parse(String text) throws QuantityException {
        Matcher matcher = FORM.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            throw malformed(text);
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String exponent = matcher.group(2);
        if (exponent != null) {
            return new Quantity(number.scaleByPowerOfTen(Integer.parseInt(exponent)));
        }
        BigDecimal unit = SUFFIXES.get(matcher.group(3));
        if (unit == null) {
            throw malformed(text);
        }
        return new Quantity(number.multiply(unit));
    }

    private static QuantityException malformed(String text) {
        String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        return new QuantityException("“" + shown.replaceAll("\\p{Cntrl}", " ")
                + "” is not a quantity; write a number with a unit as in 500m, 2 or 1.5Gi");
    }

    /** As processor time, rounded up to the thousandth of a core as Kubernetes does. */
    public Cpu cpu() throws QuantityException {
        return new Cpu(whole(amount.movePointRight(3), "cores"));
    }

    /** As an amount of memory, rounded up to the byte. */
    public Bytes bytes() throws QuantityException {
        return new Bytes(whole(amount, "bytes"));
    }

    /** As a number of things that cannot be divided. */
    public long count() throws QuantityException {
        if (amount.stripTrailingZeros().scale() > 0) {
            throw new QuantityException(this + " is not a whole number, and what it counts cannot be divided");
        }
        return whole(amount, "pieces");
    }

    private long whole(BigDecimal units, String what) throws QuantityException {
        if (units.signum() < 0) {
            throw new QuantityException(this + " is below zero; write zero or more");
        }
        if (units.compareTo(BigDecimal.valueOf(MOST)) > 0) {
            throw new QuantityException(this + " " + what + " is more than any machine has; check the unit");
        }
        return units.setScale(0, RoundingMode.CEILING).longValueExact();
    }

    @Override
    public String toString() {
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.precision() - plain.scale() > 30 || plain.scale() > 30 ? plain.toString() : plain.toPlainString();
    }
}
