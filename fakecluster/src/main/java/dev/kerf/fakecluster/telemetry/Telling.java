package dev.kerf.fakecluster.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.telemetry.Chronicle.Told;
import dev.kerf.objects.quantity.Quantity;
import dev.kerf.objects.quantity.QuantityException;
import java.util.HashMap;
import java.util.Map;

/** What one source tells, put together series by series. */
final class Telling {
    private final Map<Told, Curve> series = new HashMap<>();

    Map<Told, Curve> series() {
        return series;
    }

    void tell(Exporter exporter, Labels labels, Curve curve) {
        series.put(new Told(exporter, labels), curve);
    }

    /** A fact, as kube-state-metrics tells most of what it knows. */
    void state(Labels labels, double value) {
        tell(Exporter.STATE, labels, new Curve.Steady(value));
    }

    /** The amounts of a list of resources, each under kube-state-metrics' name and unit. */
    void amounts(Labels labels, JsonNode resources) {
        for (var each : resources.properties()) {
            String resource = each.getKey();
            String unit =
                    switch (resource) {
                        case "cpu" -> "core";
                        case "memory", "ephemeral-storage" -> "byte";
                        default -> resource.startsWith("hugepages-") ? "byte" : "integer";
                    };
            String name = resource.replaceAll("[^A-Za-z0-9_]", "_");
            state(labels.with("resource", name, "unit", unit), amount(each.getValue()));
        }
    }

    private static double amount(JsonNode quantity) {
        try {
            return Quantity.parse(quantity.asText()).amount().doubleValue();
        } catch (QuantityException refusedEarlier) {
            return 0;
        }
    }

    /** The first owner of an object, in the words of kube-state-metrics. */
    void owner(Labels labels, JsonNode object) {
        JsonNode owner = Trees.at(object, "metadata", "ownerReferences").path(0);
        boolean owned = owner.isObject();
        state(
                labels.with(
                        "owner_kind",
                        Trees.text(owner, "kind"),
                        "owner_name",
                        Trees.text(owner, "name"),
                        "owner_is_controller",
                        owned ? Boolean.toString(owner.path("controller").asBoolean()) : ""),
                1);
    }
}
