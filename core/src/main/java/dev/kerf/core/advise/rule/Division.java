package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Benefit;
import dev.kerf.core.model.Node;
import dev.kerf.core.price.Asset;
import dev.kerf.core.price.Money;
import dev.kerf.core.price.PriceBook;
import dev.kerf.core.price.Priced;
import dev.kerf.core.size.Gain;
import dev.kerf.core.size.Proof;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A saving that several workloads make together, divided among them by what each asks less; the parts of the money add up
 * to the whole, to the cent.
 */
final class Division {
    private final SortedMap<String, Benefit> parts = new TreeMap<>();

    private Division() {}

    /**
     * The division.
     *
     * @param given thousandths asked less, by the id of the advice
     */
    static Division of(Proof proof, SortedMap<String, Long> given, PriceBook book) {
        Division division = new Division();
        long all =
                Math.max(1, given.values().stream().mapToLong(Long::longValue).sum());
        Gain gain = proof.saving().gain(book);
        List<String> basis = basis(proof, book);
        List<String> empty = proof.saving().empty().stream().map(Node::name).toList();
        long before = 0;
        for (String id : given.keySet()) {
            long after = before + given.getOrDefault(id, 0L);
            double part = (after - before) / (double) all;
            Money theory = gain instanceof Gain.Known known ? slice(known.theoretical(), before, after, all) : null;
            Money real = gain instanceof Gain.Known known ? slice(known.realisable(), before, after, all) : null;
            division.parts.put(
                    id,
                    new Benefit(
                            proof.saving().devices() * part,
                            proof.saving().returned() * part,
                            empty,
                            List.of(),
                            true,
                            theory,
                            real,
                            basis,
                            real));
            before = after;
        }
        return division;
    }

    private static Money slice(Money money, long before, long after, long all) {
        return new Money(cents(money, after, all) - cents(money, before, all), money.currency());
    }

    private static long cents(Money money, long upTo, long all) {
        return Math.floorDiv(Math.multiplyExact(money.cents(), upTo), all);
    }

    private static List<String> basis(Proof proof, PriceBook book) {
        Set<String> basis = new TreeSet<>();
        Set<Node> nodes = new java.util.LinkedHashSet<>(proof.saving().freed().keySet());
        nodes.addAll(proof.saving().empty());
        for (Node node : nodes) {
            switch (book.of(Asset.of(node))) {
                case Priced.Known known -> basis.add(known.price().toString());
                case Priced.Unknown none -> basis.add(none.toString());
            }
        }
        return List.copyOf(basis);
    }

    /** The part of one; null: it has none. */
    @Nullable
    Benefit of(String id) {
        return parts.get(id);
    }

    Set<String> ids() {
        return parts.keySet();
    }
}
