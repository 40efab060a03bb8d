package dev.kerf.core.model;

/** Writes fixed-point amounts the way people write them: without exponent and without trailing zeros. */
final class Decimal {
    private Decimal() {}

    static String thousandths(long amount) {
        String sign = amount < 0 ? "-" : "";
        long whole = Math.abs(amount / 1000);
        long rest = Math.abs(amount % 1000);
        return rest == 0 ? sign + whole : sign + whole + "." + trimmed(rest);
    }

    private static String trimmed(long rest) {
        String digits = Long.toString(1000 + rest).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }
}
