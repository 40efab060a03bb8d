package dev.kerf.objects.resource;

import dev.kerf.objects.quantity.Quantity;
import dev.kerf.objects.quantity.QuantityException;
import dev.kerf.objects.read.Field;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;
import java.util.function.Predicate;

/**
 * Amounts of resources by name: processor time in thousandths of a core, memory and storage in bytes, the rest in
 * pieces. Sums stay at {@link Quantity#MOST} when they reach it.
 *
 * @param byName the amounts; what is not named is zero
 */
public record Amounts(SortedMap<String, Long> byName) {
    public static final Amounts NONE = new Amounts(Collections.emptySortedMap());
    public static final String CPU = "cpu";
    public static final String MEMORY = "memory";
    public static final String EPHEMERAL = "ephemeral-storage";
    public static final String PODS = "pods";
    public static final String GPU = "nvidia.com/gpu";
    private static final String HUGE_PAGES = "hugepages-";

    public Amounts {
        byName = Collections.unmodifiableSortedMap(byName);
    }

    /** The resource list of an object, such as {@code requests} or {@code allocatable}. */
    public static Amounts read(Field list) {
        if (!list.present()) {
            return NONE;
        }
        TreeMap<String, Long> amounts = new TreeMap<>();
        list.entries().forEach((name, field) -> amounts.put(name, amount(name, field)));
        return new Amounts(amounts);
    }

    private static long amount(String name, Field field) {
        Quantity quantity = field.quantity();
        try {
            if (name.equals(CPU)) {
                return quantity.cpu().milli();
            }
            return isBytes(name) ? quantity.bytes().count() : quantity.count();
        } catch (QuantityException impossible) {
            field.wrong(impossible.problem() + (name.equals(GPU) ? "; for a part of a GPU use gpu-fraction" : ""));
            return 0;
        }
    }

    private static boolean isBytes(String name) {
        return name.equals(MEMORY) || name.equals(EPHEMERAL) || isHugePages(name);
    }

    public static boolean isHugePages(String name) {
        return name.startsWith(HUGE_PAGES);
    }

    public long get(String name) {
        return byName.getOrDefault(name, 0L);
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    public Amounts plus(Amounts other) {
        return combined(other, (a, b) -> Math.min(a + b, Quantity.MOST));
    }

    /** The larger amount of each. */
    public Amounts max(Amounts other) {
        return combined(other, Math::max);
    }

    /** These, and of the other's those that are not named here. */
    public Amounts orElse(Amounts other) {
        return combined(other, (a, b) -> a);
    }

    /** These, but the other's amount wherever it names one. */
    public Amounts replacedBy(Amounts other) {
        return combined(other, (a, b) -> b);
    }

    private Amounts combined(Amounts other, LongBinaryOperator both) {
        if (other.byName.isEmpty()) {
            return this;
        }
        TreeMap<String, Long> all = new TreeMap<>(byName);
        other.byName.forEach((name, amount) -> all.merge(name, amount, both::applyAsLong));
        return new Amounts(all);
    }

    /** Those whose name passes. */
    public Amounts only(Predicate<String> names) {
        TreeMap<String, Long> some = new TreeMap<>(byName);
        some.keySet().removeIf(names.negate());
        return new Amounts(some);
    }

    /** What Kerf has no field of its own for: extended resources and huge pages, zeros left out. */
    public SortedMap<String, Long> extended() {
        TreeMap<String, Long> rest = new TreeMap<>(byName);
        rest.keySet()
                .removeIf(name -> name.equals(CPU)
                        || name.equals(MEMORY)
                        || name.equals(EPHEMERAL)
                        || name.equals(PODS)
                        || name.equals(GPU));
        rest.values().removeIf(amount -> amount == 0);
        return rest;
    }
}
