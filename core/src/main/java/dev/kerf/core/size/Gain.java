package dev.kerf.core.size;

import dev.kerf.core.model.Node;
import dev.kerf.core.price.Asset;
import dev.kerf.core.price.Money;
import dev.kerf.core.price.Price;
import dev.kerf.core.price.PriceBook;
import dev.kerf.core.price.Priced;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a saving comes to in money, an hour. */
public sealed interface Gain {
    /**
     * All of it has a price.
     *
     * @param theoretical for the GPUs of which nothing is held any more
     * @param realisable  for the nodes that can go, all their GPUs
     */
    record Known(Money theoretical, Money realisable) implements Gain {}

    /** Some of it has none, so there is no sum. */
    record Unknown(List<Priced.Unknown> assets) implements Gain {
        public Unknown {
            assets = List.copyOf(assets);
        }
    }

    /** What an hour of the saving costs. */
    static Gain of(Saving saving, PriceBook book) {
        Map<Node, Price> prices = new HashMap<>();
        Set<Priced.Unknown> unknown = new LinkedHashSet<>();
        Set<Node> nodes = new LinkedHashSet<>(saving.freed().keySet());
        nodes.addAll(saving.empty());
        for (Node node : nodes) {
            switch (book.of(Asset.of(node))) {
                case Priced.Known known -> prices.put(node, known.price());
                case Priced.Unknown none -> unknown.add(none);
            }
        }
        return unknown.isEmpty()
                ? new Known(theoretical(saving, prices, book.currency()), realisable(saving, prices, book.currency()))
                : new Unknown(List.copyOf(unknown));
    }

    private static Money theoretical(Saving saving, Map<Node, Price> prices, String currency) {
        Money sum = Money.none(currency);
        for (Map.Entry<Node, Integer> freed : saving.freed().entrySet()) {
            Price price = java.util.Objects.requireNonNull(prices.get(freed.getKey()));
            Money part = price.of(Price.gpuHours(Math.abs(freed.getValue())));
            sum = freed.getValue() < 0 ? sum.minus(part) : sum.plus(part);
        }
        return sum;
    }

    private static Money realisable(Saving saving, Map<Node, Price> prices, String currency) {
        Money sum = Money.none(currency);
        for (Node node : saving.empty()) {
            Price price = java.util.Objects.requireNonNull(prices.get(node));
            sum = sum.plus(price.of(Price.gpuHours(node.gpus().count())));
        }
        return sum;
    }
}
