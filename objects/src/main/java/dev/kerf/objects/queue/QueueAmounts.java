package dev.kerf.objects.queue;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Quota;
import dev.kerf.core.model.Share;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Amounts of resources in their smallest units, as quotas have them, written for people and for objects. */
public final class QueueAmounts {
    private static final String UNLIMITED = "unlimited";

    private QueueAmounts() {}

    /** The number alone: {@code 7.5}, {@code 64}, {@code 2Gi}, {@code unlimited}. */
    public static String text(String resource, long amount) {
        if (amount == Quota.UNLIMITED) {
            return UNLIMITED;
        }
        return switch (Units.of(resource)) {
            case THOUSANDTHS -> Share.text(amount);
            case BYTES -> bytes(amount);
            case PIECES -> Long.toString(amount);
        };
    }

    /** A quantity of bytes in the largest unit that leaves no rest. */
    private static String bytes(long amount) {
        String[] units = {"", "Ki", "Mi", "Gi", "Ti", "Pi"};
        int unit = 0;
        long rest = amount;
        while (rest != 0 && rest % 1024 == 0 && unit < units.length - 1) {
            rest /= 1024;
            unit++;
        }
        return rest + units[unit];
    }

    /** As objects and documents have it: a whole number, or else a text. */
    public static Object plain(String resource, long amount) {
        String text = text(resource, amount);
        return text.matches("[0-9]{1,18}") ? (Object) Long.valueOf(text) : text;
    }

    /** In the unit people count in: GPUs, CPUs, bytes, pieces; infinite where unlimited. */
    public static double number(String resource, long amount) {
        if (amount == Quota.UNLIMITED) {
            return Double.POSITIVE_INFINITY;
        }
        return Units.of(resource) == Units.THOUSANDTHS ? amount / 1000.0 : amount;
    }

    /** All of them as objects have them, by resource. */
    public static Map<String, Object> plain(SortedMap<String, Long> amounts) {
        Map<String, Object> all = new LinkedHashMap<>();
        amounts.forEach((resource, amount) -> all.put(resource, plain(resource, amount)));
        return all;
    }

    /** All of them with their units: {@code 8 GPUs, 64 CPUs}. */
    public static String words(SortedMap<String, Long> amounts) {
        return amounts.isEmpty()
                ? "nothing"
                : amounts.entrySet().stream()
                        .sorted((a, b) -> Boolean.compare(!isGpu(a.getKey()), !isGpu(b.getKey())))
                        .map(each -> word(each.getKey(), each.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static boolean isGpu(String resource) {
        return resource.equals(Units.GPU);
    }

    private static String word(String resource, long amount) {
        String bare = text(resource, amount);
        return switch (resource) {
            case Units.GPU -> bare + (bare.equals("1") ? " GPU" : " GPUs");
            case "cpu" -> bare + (bare.equals("1") ? " CPU" : " CPUs");
            case "memory" -> (amount == Quota.UNLIMITED ? bare : new Bytes(amount).toString()) + " of memory";
            default -> bare + " " + resource;
        };
    }
}
