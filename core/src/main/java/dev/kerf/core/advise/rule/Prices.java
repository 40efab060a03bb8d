package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Scene;
import dev.kerf.core.model.GpuTime;
import dev.kerf.core.model.Node;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.price.Asset;
import dev.kerf.core.price.Money;
import dev.kerf.core.price.Priced;
import dev.kerf.core.share.MigModels;
import dev.kerf.core.use.Lack;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What GPUs cost, and which have no price. */
final class Prices {
    private static final String UNKNOWN = "unknown";
    private static final double MILLI_SECONDS_AN_HOUR = 3_600_000;

    private Prices() {}

    /** What so many GPU-hours of a node cost, {@code 13.76 USD}; null: it has no price. */
    static @Nullable Money of(Scene scene, Node node, double gpuHours) {
        return scene.book().of(Asset.of(node)) instanceof Priced.Known known
                ? known.price().of(new GpuTime(Math.round(gpuHours * MILLI_SECONDS_AN_HOUR)))
                : null;
    }

    /** GPUs without one, by model. */
    static SortedMap<String, Lack> unknown(Scene scene) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        SortedMap<String, Asset> assets = new TreeMap<>();
        for (Machine machine : scene.machines()) {
            Asset asset = Asset.of(machine.node());
            int cards = MigModels.cards(machine.node());
            if (cards > 0 && scene.book().of(asset) instanceof Priced.Unknown) {
                String model = asset.model().isEmpty() ? asset.instance() : asset.model();
                counts.merge(model.isEmpty() ? UNKNOWN : model, cards, Integer::sum);
                assets.putIfAbsent(model.isEmpty() ? UNKNOWN : model, asset);
            }
        }
        SortedMap<String, Lack> lacks = new TreeMap<>();
        assets.forEach((model, asset) -> lacks.put(model, lack(scene, asset, counts.getOrDefault(model, 0))));
        return lacks;
    }

    private static Lack lack(Scene scene, Asset asset, int cards) {
        String of = asset.instance().isEmpty() ? "model: " + asset.model() : "instance: " + asset.instance();
        String mend = """
                # prices of your own (docs/prices.md)
                version: mine-1
                currency: %s
                prices:
                - %s
                  gpu: 0.00        # one GPU for an hour, with all that comes with it
                  basis: contract
                  source: purchasing
                  date: %s
                """.formatted(
                        scene.book().currency(), of, scene.now().toString().substring(0, 10));
        return new Lack("price-unknown", 0, "no price is known of %s: %d GPUs".formatted(asset, cards), mend);
    }
}
