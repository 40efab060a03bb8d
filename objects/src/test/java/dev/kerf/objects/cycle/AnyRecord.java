package dev.kerf.objects.cycle;

import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records drawn at random, whatever their parts, so that a part added tomorrow is tried tomorrow. */
final class AnyRecord {
    /** From here on lists are short, so that records within records come to an end. */
    private static final int DEEP = 4;

    private static final int DEEPEST = 8;
    private static final int MOST_REFUSED = 2000;

    private final Random random;

    AnyRecord(Random random) {
        this.random = random;
    }

    <T> T of(Class<T> type) {
        return type.cast(value(type, 0));
    }

    private Object record(Class<?> type, int depth) {
        return type == Reason.class ? reason() : made(type, depth);
    }

    /** A reason has the arguments of its sentence. */
    private Reason reason() {
        Code code = one(List.of(Code.values()));
        LinkedHashMap<String, Object> args = new LinkedHashMap<>();
        code.arguments().forEach(a -> args.put(a, scalar(Object.class)));
        return new Reason(code, args);
    }

    private Object made(Class<?> type, int depth) {
        for (int attempt = 0; ; attempt++) {
            try {
                return Parts.of(type)
                        .make(Parts.of(type).parts().stream()
                                .map(p -> p.optional() && random.nextInt(3) == 0 ? null : value(p.type(), depth + 1))
                                .toArray());
            } catch (IllegalArgumentException refused) {
                if (attempt == MOST_REFUSED) {
                    throw refused;
                }
            }
        }
    }

    private Object value(Type type, int depth) {
        if (type instanceof ParameterizedType many) {
            return many(many, depth);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return one(Arrays.asList(plain.getEnumConstants()));
        }
        if (plain.isSealed()) {
            return record(one(alternatives(plain).toList()), depth);
        }
        if (plain.isRecord()) {
            return record(plain, depth);
        }
        return scalar(plain);
    }

    private static Stream<Class<?>> alternatives(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(AnyRecord::alternatives)
                : Stream.of(type);
    }

    private Object scalar(Class<?> type) {
        @Nullable Object zero = Plain.zero(type);
        return switch (zero) {
            case Integer i -> random.nextInt(4) == 0 ? random.nextInt(-3, 3) : random.nextInt(1, 999);
            case Long l -> random.nextInt(4) == 0 ? random.nextInt(3) : random.nextLong(1, Long.MAX_VALUE / 8);
            case Double d -> random.nextInt(4) == 0 ? 0.0 : random.nextGaussian();
            case Boolean b -> random.nextBoolean();
            case null ->
                type == Instant.class
                        ? Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))
                        : type == Duration.class
                                ? Duration.ofMillis(random.nextInt(100_000))
                                : random.nextBoolean() ? text() : (Object) random.nextLong();
            default -> text();
        };
    }

    private String text() {
        return random.nextInt(5) == 0
                ? one(List.of("", "null", "true", "12", "a\"b\\c", "größe/ü", "1/2~3"))
                : "t" + random.nextInt(1000);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Object many(ParameterizedType type, int depth) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] of = type.getActualTypeArguments();
        int size = depth > DEEPEST ? 0 : random.nextInt(depth < DEEP ? 4 : 2);
        if (Map.class.isAssignableFrom(raw)) {
            Map<Object, Object> map = SortedMap.class.isAssignableFrom(raw) ? new TreeMap<>() : new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                map.put(value(of[0], depth), value(of[1], depth));
            }
            return map;
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(value(of[0], depth));
        }
        return Set.class.isAssignableFrom(raw) ? new LinkedHashSet<>(items) : items;
    }
}
