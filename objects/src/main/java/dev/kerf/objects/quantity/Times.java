package dev.kerf.objects.quantity;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lengths of time as people and Go write them: {@code 30s}, {@code 10m}, {@code 1h30m}. */
public final class Times {
    private static final Pattern PART = Pattern.compile("([0-9]{1,12}(?:[.][0-9]{1,9})?)(ms|h|m|s)");

    private Times() {}

    /** The length that the text means, 0 for an empty one; null: it means none. */
    public static @Nullable Duration parse(String text) {
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        int at = 0;
        while (part.find() && part.start() == at) {
            sum = sum.plus(length(new BigDecimal(part.group(1)), part.group(2)));
            at = part.end();
        }
        return at < text.length() ? null : sum;
    }

    private static Duration length(BigDecimal count, String unit) {
        BigDecimal millis = count.multiply(BigDecimal.valueOf(millis(unit)));
        return Duration.ofMillis(millis.longValue());
    }

    private static long millis(String unit) {
        return switch (unit) {
            case "h" -> Duration.ofHours(1).toMillis();
            case "m" -> Duration.ofMinutes(1).toMillis();
            case "s" -> Duration.ofSeconds(1).toMillis();
            default -> 1;
        };
    }
}
