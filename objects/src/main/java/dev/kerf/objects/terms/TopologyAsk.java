package dev.kerf.objects.terms;

import dev.kerf.objects.read.Field;
import org.jspecify.annotations.Nullable;

/**
 * How close together pods stand, as an object says it: levels by the label of nodes, or by the name that a topology gives it.
 *
 * @param topology  whose levels are meant; empty: of any
 * @param required  all stand in one domain of it; null: anywhere
 * @param preferred in one domain of it if that can be; null: no matter
 */
public record TopologyAsk(
        String topology,
        @Nullable String required,
        @Nullable String preferred) {
    public static final TopologyAsk NONE = new TopologyAsk("", null, null);

    private static final String KAI = "kai.scheduler/topology";
    private static final String KUEUE = "kueue.x-k8s.io/podset-";

    /** By annotations: Kerf's own, then KAI's and Kueue's. */
    static TopologyAsk read(Field annotations) {
        return of(
                annotations.get(KAI).text(),
                first(
                        annotations,
                        "kerf.dev/topology-required",
                        KAI + "-required-placement",
                        KUEUE + "required-topology"),
                first(
                        annotations,
                        "kerf.dev/topology-preferred",
                        KAI + "-preferred-placement",
                        KUEUE + "preferred-topology"));
    }

    /** KAI's {@code topologyConstraint} of a PodGroup, or of a part of one. */
    public static TopologyAsk kai(Field constraint) {
        return of(
                constraint.get("topology").text(),
                constraint.get("requiredTopologyLevel").text(),
                constraint.get("preferredTopologyLevel").text());
    }

    /** Kubernetes' own {@code schedulingConstraints}, which know required levels alone. */
    public static TopologyAsk inTree(Field constraints) {
        for (Field each : constraints.get("topology").items()) {
            return of("", each.get("key").text(), "");
        }
        return NONE;
    }

    /** By these words, of which empty ones say nothing. */
    static TopologyAsk of(String topology, String required, String preferred) {
        return required.isEmpty() && preferred.isEmpty()
                ? NONE
                : new TopologyAsk(
                        topology, required.isEmpty() ? null : required, preferred.isEmpty() ? null : preferred);
    }

    static String first(Field annotations, String... keys) {
        for (String key : keys) {
            String text = annotations.get(key).text();
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** This, or the other where this says nothing. */
    public TopologyAsk orElse(TopologyAsk other) {
        return equals(NONE) ? other : this;
    }
}
