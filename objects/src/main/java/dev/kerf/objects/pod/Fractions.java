package dev.kerf.objects.pod;

import dev.kerf.core.model.Share;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts of a GPU as people write them, {@code 0.5} or {@code 1/3}, in thousandths rounded half up. */
public final class Fractions {
    private static final Pattern DECIMAL =
            Pattern.compile("\\+?(\\d{1,9}\\.?\\d{0,40}|\\.\\d{1,40})([eE][+-]?\\d{1,2})?");
    private static final Pattern RATIO = Pattern.compile("(\\d{1,9})\\s*/\\s*(\\d{1,9})");
    private static final String EXAMPLES = "write a part such as 0.5 or 1/3";

    private Fractions() {}

    /** A text that is no part of a GPU. */
    public static final class FractionException extends Exception {
        FractionException(String problem) {
            super(problem);
        }

        /** What is wrong, and what to write instead. */
        public String problem() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Thousandths from 1 to 999.
     *
     * @throws FractionException if the text is no number, or not between 0 and 1
     */
    public static int thousandths(String text) throws FractionException {
        BigDecimal exact = number(text.strip());
        if (exact.compareTo(BigDecimal.ONE) >= 0) {
            throw new FractionException("is not below 1; " + EXAMPLES + ", or ask for whole GPUs by nvidia.com/gpu");
        }
        int rounded = exact.movePointRight(3).setScale(0, RoundingMode.HALF_UP).intValueExact();
        if (exact.signum() == 0 || rounded == 0) {
            throw new FractionException("is less than a thousandth of a GPU; " + EXAMPLES);
        }
        if (rounded == Share.WHOLE) {
            throw new FractionException("is a whole GPU when rounded; ask for nvidia.com/gpu: 1");
        }
        return rounded;
    }

    private static BigDecimal number(String text) throws FractionException {
        Matcher ratio = RATIO.matcher(text);
        if (ratio.matches()) {
            BigDecimal of = new BigDecimal(ratio.group(2));
            if (of.signum() == 0) {
                throw new FractionException("divides by zero; " + EXAMPLES);
            }
            return new BigDecimal(ratio.group(1)).divide(of, 30, RoundingMode.HALF_UP);
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw new FractionException(
                    text.startsWith("-") ? "is below 0; " + EXAMPLES : "is not a number; " + EXAMPLES);
        }
        return new BigDecimal(text);
    }
}
