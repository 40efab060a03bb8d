package dev.kerf.observe.store;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement, or a part of one, and its numbers.
 *
 * @param text    with a {@code ?} for each number, and {@code = ANY (?)} for some
 * @param numbers an {@link Integer}, an {@code int[]} for some, or a {@code byte[]} for bytes
 */
record Sql(String text, List<Object> numbers) {
    private static final HexFormat BYTES = HexFormat.of().withUpperCase().withPrefix("\\x");
    private static final String SOME = "= ANY (?)";

    static Sql of(String text, Object... numbers) {
        return new Sql(text, List.of(numbers));
    }

    /** The same after other text. */
    Sql after(String before) {
        return new Sql(before + text, numbers);
    }

    /** Both conditions. */
    Sql and(Sql other) {
        return new Sql(
                text + " AND " + other.text,
                Stream.concat(numbers.stream(), other.numbers.stream()).toList());
    }

    /** With its numbers in the text. */
    String written() {
        StringBuilder written = new StringBuilder();
        Iterator<Object> next = numbers.iterator();
        String rest = text;
        for (int at = rest.indexOf('?'); at >= 0; at = rest.indexOf('?')) {
            boolean some = rest.startsWith(SOME, at + 2 - SOME.length());
            written.append(rest, 0, some ? at + 2 - SOME.length() : at).append(written(next.next()));
            rest = rest.substring(some ? at + 2 : at + 1);
        }
        return written.append(rest).toString();
    }

    private static String written(Object number) {
        return switch (number) {
            case int[] some ->
                Arrays.stream(some).mapToObj(Integer::toString).collect(Collectors.joining(",", "IN (", ")"));
            case byte[] bytes -> "'" + BYTES.formatHex(bytes) + "'::BLOB";
            default -> number.toString();
        };
    }
}
