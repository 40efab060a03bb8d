package dev.kerf.core.price;

import java.util.Map;

/**
 * A price and what it is for. What is left out holds for all.
 *
 * @param model    as nodes' labels give it; empty: any
 * @param instance type of machine; empty: any
 * @param labels   that the machine has, a pool's or a region's
 */
public record Offer(String model, String instance, Map<String, String> labels, Price price) {
    public Offer {
        labels = Map.copyOf(labels);
    }

    /** Whether the price is the asset's. */
    public boolean covers(Asset asset) {
        return (model.isEmpty() || model.equalsIgnoreCase(asset.model()))
                && (instance.isEmpty() || instance.equals(asset.instance()))
                && asset.labels().entrySet().containsAll(labels.entrySet());
    }
}
