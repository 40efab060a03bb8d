package dev.kerf.core.advise;

import dev.kerf.core.model.GpuTime;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.price.Asset;
import dev.kerf.core.price.Money;
import dev.kerf.core.price.Price;
import dev.kerf.core.price.PriceBook;
import dev.kerf.core.price.Priced;
import dev.kerf.core.share.MigModels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns GPUs that come free into money, with the prices of the nodes they are in. A missing price makes no sum at all. */
final class Savings {
    private static final long HOUR = 3600;
    private final PriceBook book;
    private final Map<String, Node> nodes;
    private final Map<String, Price> prices = new HashMap<>();
    private final TreeSet<String> basis = new TreeSet<>();
    private boolean unknown;

    Savings(PriceBook book, Map<String, Node> nodes) {
        this.book = book;
        this.nodes = nodes;
    }

    /** What runs would not all have a place: nothing is saved. */
    Benefit none() {
        Money none = Money.none(book.currency());
        return new Benefit(0, 0, List.of(), List.of(), false, none, none, List.of(), none);
    }

    /**
     * What it comes to.
     *
     * @param freed  GPUs less held, by node; may be negative
     * @param empty  nodes that can go
     * @param served what waits and gets a place, in thousandths of GPUs
     * @param partly GPUs in the mean that are needed for part of the time only, at the mean price of the fleet
     */
    Benefit of(Map<String, Integer> freed, List<String> empty, Map<TaskId, Long> served, double partly) {
        long milli =
                freed.values().stream().mapToLong(n -> n * (long) Share.WHOLE).sum() + Math.round(partly * Share.WHOLE);
        long taken = served.values().stream().mapToLong(Long::longValue).sum();
        long returned =
                empty.stream().mapToLong(n -> gpus(n) * (long) Share.WHOLE).sum();
        Money theory = money(freed).plus(mean(Math.round(partly * Share.WHOLE)));
        Money real = returned(empty).plus(mean(taken));
        Money low = returned(empty);
        return new Benefit(
                Proving.gpus(milli),
                Proving.gpus(returned + taken),
                empty,
                served.keySet().stream().sorted().toList(),
                true,
                unless(theory),
                unless(real),
                List.copyOf(basis),
                unless(low));
    }

    private @Nullable Money unless(Money money) {
        return unknown ? null : money;
    }

    private int gpus(String node) {
        Node known = nodes.get(node);
        return known == null ? 0 : MigModels.cards(known);
    }

    private Money money(Map<String, Integer> freed) {
        Money sum = Money.none(book.currency());
        for (Map.Entry<String, Integer> each : freed.entrySet()) {
            Money part = at(each.getKey(), Math.abs(each.getValue()) * (long) Share.WHOLE);
            sum = each.getValue() < 0 ? sum.minus(part) : sum.plus(part);
        }
        return sum;
    }

    private Money returned(List<String> empty) {
        Money sum = Money.none(book.currency());
        for (String node : empty) {
            sum = sum.plus(at(node, gpus(node) * (long) Share.WHOLE));
        }
        return sum;
    }

    private Money at(String node, long thousandths) {
        Price price = thousandths == 0 ? null : price(node);
        return price == null
                ? Money.none(book.currency())
                : price.of(new GpuTime(Math.multiplyExact(thousandths, HOUR)));
    }

    private @Nullable Price price(String name) {
        Price known = prices.get(name);
        Node node = nodes.get(name);
        if (known != null || node == null) {
            return known;
        }
        switch (book.of(Asset.of(node))) {
            case Priced.Known found -> {
                prices.put(name, found.price());
                basis.add(found.price().toString());
            }
            case Priced.Unknown none -> {
                unknown = true;
                basis.add(none.toString());
            }
        }
        return prices.get(name);
    }

    /** GPU time anywhere in the fleet, at the lowest price in it: what is put to work is worth that at the least. */
    private Money mean(long thousandths) {
        Money least = null;
        if (thousandths > 0) {
            for (Map.Entry<String, Node> each : nodes.entrySet()) {
                if (MigModels.cards(each.getValue()) > 0) {
                    Money here = at(each.getKey(), thousandths);
                    least = least == null || here.cents() < least.cents() ? here : least;
                }
            }
        }
        return least == null ? Money.none(book.currency()) : least;
    }
}
