package dev.kerf.observe.store;

import dev.kerf.core.use.Doubt;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many samples were refused, by doubt, as text: {@code GAP=2 IMPOSSIBLE=1}; empty: none. */
final class Counts {
    private Counts() {}

    static String text(Map<Doubt, Long> refused) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(refused).forEach((doubt, count) -> text.append(text.isEmpty() ? "" : " ")
                .append(doubt.name())
                .append('=')
                .append(count));
        return text.toString();
    }

    static SortedMap<Doubt, Long> read(String text) {
        SortedMap<Doubt, Long> refused = new TreeMap<>();
        for (String each : text.isEmpty() ? new String[0] : text.split(" ")) {
            int equals = each.indexOf('=');
            refused.put(Doubt.valueOf(each.substring(0, equals)), Long.parseLong(each.substring(equals + 1)));
        }
        return refused;
    }

    static SortedMap<Doubt, Long> sum(Map<Doubt, Long> some, Map<Doubt, Long> more) {
        Map<Doubt, Long> sum = new EnumMap<>(Doubt.class);
        sum.putAll(some);
        more.forEach((doubt, count) -> sum.merge(doubt, count, Long::sum));
        return new TreeMap<>(sum);
    }
}
