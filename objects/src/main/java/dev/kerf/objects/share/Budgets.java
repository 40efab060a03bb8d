package dev.kerf.objects.share;

import dev.kerf.core.model.Budget;
import dev.kerf.core.model.LabelSelector;
import dev.kerf.core.model.Placement;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.selector.Selectors;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** PodDisruptionBudgets. One that nobody has reckoned yet, as in a manifest, is reckoned from the pods that stand. */
final class Budgets {
    private final SortedMap<String, Draft> known = new TreeMap<>();

    /**
     * One object.
     *
     * @param allowed as its status says; null: it has none
     * @param least   of the pods stay, {@code 2} or {@code 50%}; null: not said
     * @param most    of the pods may be away; null: not said
     */
    private record Draft(
            String name,
            String namespace,
            LabelSelector selector,
            @Nullable Long allowed,
            @Nullable Portion least,
            @Nullable Portion most) {
        Budget finish(List<Placement> placed) {
            Budget all = new Budget(name, namespace, selector, 0);
            if (allowed != null) {
                return new Budget(name, namespace, selector, allowed);
            }
            long covered = placed.stream().filter(p -> all.covers(p.task())).count();
            long well = placed.stream()
                    .filter(p -> !p.leaving() && all.covers(p.task()))
                    .count();
            long needed = least != null ? least.of(covered) : most != null ? covered - most.of(covered) : covered;
            return new Budget(name, namespace, selector, Math.max(0, well - needed));
        }
    }

    /** A number of pods, or hundredths of them. */
    private record Portion(long amount, boolean percent) {
        /** Rounded up, as Kubernetes does. */
        long of(long pods) {
            return percent ? (pods * amount + 99) / 100 : amount;
        }

        static @Nullable Portion read(Field field) {
            if (!field.present()) {
                return null;
            }
            String text = field.text();
            boolean percent = text.endsWith("%");
            String number = percent ? text.substring(0, text.length() - 1) : text;
            if (!number.matches("[0-9]{1,9}")) {
                field.wrong(Field.quoted(text) + " is neither a number of pods nor a percentage");
                return null;
            }
            return new Portion(Long.parseLong(number), percent);
        }
    }

    /** The object is there, or has changed; its problems are the object's. */
    void put(Item item, String namespace) {
        Field spec = item.root().get("spec");
        Field allowed = item.root().at("status", "disruptionsAllowed");
        known.put(
                namespace + "/" + item.name(),
                new Draft(
                        item.name(),
                        namespace,
                        Selectors.labels(spec.get("selector")),
                        allowed.present() ? (Long) (long) allowed.integer(0, 0, Integer.MAX_VALUE) : null,
                        Portion.read(spec.get("minAvailable")),
                        Portion.read(spec.get("maxUnavailable"))));
    }

    void remove(String namespace, String name) {
        known.remove(namespace + "/" + name);
    }

    void retain(Set<String> names) {
        known.keySet().retainAll(names);
    }

    /** @param placed what stands on nodes */
    List<Budget> budgets(List<Placement> placed) {
        return known.values().stream().map(draft -> draft.finish(placed)).toList();
    }
}
