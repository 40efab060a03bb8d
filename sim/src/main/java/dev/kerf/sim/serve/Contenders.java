package dev.kerf.sim.serve;

import dev.kerf.core.model.Share;
import dev.kerf.core.size.Cards;
import dev.kerf.core.use.Track;
import dev.kerf.sim.sizing.Rules;
import dev.kerf.sim.sizing.SizingRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What other rules would give the same services, from the same figures: the part of a GPU each asks for by compute as the
 * rule has it, and by memory as its product does; packed card by card, the largest first.
 */
public final class Contenders {
    private static final double MEMORY_MARGIN = 1.15;
    private static final double SLICES = 7;
    /** Sevenths of compute of an A100's MIG profiles, and the eighths of its memory that come with them. */
    private static final Map<Integer, Integer> PROFILES = new LinkedHashMap<>();

    static {
        PROFILES.put(1, 1);
        PROFILES.put(2, 2);
        PROFILES.put(3, 4);
        PROFILES.put(4, 4);
        PROFILES.put(7, 8);
    }

    private Contenders() {}

    /**
     * A rule's result.
     *
     * @param gpus       that hold the services
     * @param violations the part of the next day in which a service wanted more than it was given, 0 to 1
     */
    public record Outcome(String name, int gpus, double violations) {}

    /**
     * What a service was seen to do and then did.
     *
     * @param seen   activity it was sized by
     * @param after  activity of the day that followed
     * @param memory the part of the card's memory it used at most
     */
    public record Watched(Track seen, Track after, double memory) {}

    /** All rules but Kerf's, as they come. */
    public static List<Outcome> of(List<Watched> services) {
        return List.of(
                of(Rules.vpa(), services, false), of(Rules.krr(), services, false), of(Rules.kruize(), services, true));
    }

    private static Outcome of(Rules.Family family, List<Watched> services, boolean profiles) {
        List<Double> parts = new ArrayList<>();
        List<Double> compute = new ArrayList<>();
        for (Watched service : services) {
            double byCompute = part(family, service.seen());
            double byMemory = Math.min(1, service.memory() * MEMORY_MARGIN);
            double part = profiles ? profile(byCompute, byMemory) : Math.max(byCompute, byMemory);
            parts.add(part);
            compute.add(part);
        }
        return new Outcome(family.name(), packed(parts), violations(services, compute));
    }

    private static double part(Rules.Family family, Track seen) {
        SizingRule rule = family.rule().apply(family.usual());
        for (int i = 0; i < seen.size(); i++) {
            if (!Float.isNaN(seen.value(i))) {
                rule.observe(seen.value(i));
            }
        }
        return rule.part();
    }

    /** Of the smallest profile that has both; what two of them cannot share is counted with the larger. */
    private static double profile(double compute, double memory) {
        for (Map.Entry<Integer, Integer> each : PROFILES.entrySet()) {
            double slices = each.getKey() / SLICES;
            double bytes = each.getValue() / 8.0;
            if (slices >= compute && bytes >= memory) {
                return Math.max(slices, bytes);
            }
        }
        return 1;
    }

    /** Cards for these parts. */
    private static int packed(List<Double> parts) {
        return Cards.filled(parts.stream()
                .map(part -> (int) Math.ceil(part * Share.WHOLE - 1e-9))
                .toList());
    }

    /** How often services want more than their part. */
    public static double violations(List<Watched> services, List<Double> parts) {
        double above = 0;
        for (int i = 0; i < services.size(); i++) {
            above += services.get(i).after().above(parts.get(i));
        }
        return services.isEmpty() ? 0 : above / services.size();
    }
}
