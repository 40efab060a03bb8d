package dev.kerf.fakecluster.prometheus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The words of an expression, taken one after the other. */
final class Words {
    private static final Pattern WORD = Pattern.compile(
            "\\s+|#[^\\n]*"
                    + "|([A-Za-z_:][A-Za-z0-9_:]*|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|`[^`]*`|[0-9.][0-9A-Za-z.]*|=~|!~|!=|==|<=|>=|.)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_:][A-Za-z0-9_:]*");
    private static final Pattern SPAN = Pattern.compile("(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?");
    private static final List<Long> UNITS =
            List.of(31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1000L, 1L);
    private static final Map<Character, String> ESCAPES = Map.of('n', "\n", 't', "\t", 'r', "\r");
    private final List<String> words = new ArrayList<>();
    private int next;

    Words(String text) {
        java.util.regex.Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (word.group(1) != null) {
                words.add(word.group(1));
            }
        }
    }

    /** Empty at the end. */
    String peek() {
        return next < words.size() ? words.get(next) : "";
    }

    String take() {
        String word = peek();
        next++;
        return word;
    }

    /** Takes the next word if it is this. */
    boolean takes(String word) {
        boolean is = peek().equalsIgnoreCase(word);
        next += is ? 1 : 0;
        return is;
    }

    void expect(String word) {
        if (!takes(word)) {
            throw unknown();
        }
    }

    /** What stands here is not answered. */
    Mistake unknown() {
        String found = peek().isEmpty() ? "the end" : "“" + peek() + "”";
        return Mistake.badData(
                found + " is not answered here: the embedded Prometheus knows selectors with ranges and offset,"
                        + " functions over time and sum, avg, min, max and count by labels, compared with > NUMBER or joined with and on (labels) at most; for all of PromQL let a real Prometheus"
                        + " scrape the embedded exporters");
    }

    boolean atName() {
        return NAME.matcher(peek()).matches();
    }

    String name() {
        if (!atName()) {
            throw unknown();
        }
        return take();
    }

    String text() {
        String word = take();
        if (word.length() < 2 || "\"'`".indexOf(word.charAt(0)) < 0) {
            throw Mistake.badData("“" + word + "” stands where a text in quotes is wanted");
        }
        String inside = word.substring(1, word.length() - 1);
        return word.charAt(0) == '`' ? inside : unescaped(inside);
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '\\') {
                i++;
                plain.append(ESCAPES.getOrDefault(text.charAt(i), String.valueOf(text.charAt(i))));
            } else {
                plain.append(each);
            }
        }
        return plain.toString();
    }

    double number() {
        String word = take();
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException none) {
            throw Mistake.badData("“" + word + "” stands where a number is wanted");
        }
    }

    /** In milliseconds. */
    long span() {
        return span(take());
    }

    /** A length of time as Prometheus writes it, in milliseconds. */
    static long span(String word) {
        java.util.regex.Matcher span = SPAN.matcher(word);
        if (word.isEmpty() || word.length() > 40 || !span.matches()) {
            throw Mistake.badData("“" + word + "” is no length of time; write such as 5m, 1h30m or 14d");
        }
        long sum = 0;
        for (int i = 1; i <= span.groupCount(); i++) {
            if (span.group(i) != null) {
                sum = Math.addExact(sum, Long.parseLong(span.group(i).replaceAll("\\D", "")) * UNITS.get(i - 1));
            }
        }
        if (sum > Duration.ofDays(36_500).toMillis()) {
            throw Mistake.badData("“" + word + "” is longer than a century");
        }
        return sum;
    }
}
