package dev.kerf.core.share;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What MIG can make of one model of GPU. For planning and tests: on a node the driver's own list holds.
 *
 * @param name     {@code A100-80GB}
 * @param compute  slices of compute that instances can have together
 * @param slices   of memory
 * @param profiles sizes of instances, the smallest first
 */
public record MigModel(String name, int compute, int slices, List<MigProfile> profiles) {
    public MigModel {
        profiles = List.copyOf(profiles);
    }

    /** The profile of this name; null: there is none. */
    public @Nullable MigProfile profile(String called) {
        return profiles.stream()
                .filter(p -> p.name().equals(called))
                .findFirst()
                .orElse(null);
    }

    /** The profiles without sets of media engines and without double memory: those of which there is one for each size. */
    public List<MigProfile> plain() {
        return profiles.stream()
                .filter(p -> !p.media() && (p.compute() > 1 || p.size() == 1))
                .toList();
    }

    /** The plain ones and the one of double memory. */
    public List<MigProfile> withoutMedia() {
        return profiles.stream().filter(p -> !p.media()).toList();
    }

    /** Every place of these profiles. */
    static List<MigInstance> places(List<MigProfile> some) {
        return some.stream()
                .flatMap(p -> p.starts().stream().map(s -> new MigInstance(p, s)))
                .toList();
    }

    /**
     * Whether these instances can be on one card at once: their memory slices are disjoint, there is compute for all, and no
     * profile is there more often than it may.
     */
    public boolean legal(List<MigInstance> instances) {
        int taken = 0;
        int sum = 0;
        for (MigInstance instance : instances) {
            if ((taken & instance.slices()) != 0) {
                return false;
            }
            taken |= instance.slices();
            sum += instance.profile().compute();
        }
        return sum <= compute && fewEnough(instances);
    }

    private static boolean fewEnough(List<MigInstance> instances) {
        return instances.stream().filter(i -> i.profile().media()).count() <= 1
                && instances.stream()
                        .allMatch(i ->
                                count(instances, i.profile()) <= i.profile().most());
    }

    private static long count(List<MigInstance> instances, MigProfile profile) {
        return instances.stream().filter(i -> i.profile().equals(profile)).count();
    }

    /** {@code 4g.40gb+3g.40gb}, the largest first: a geometry's name. */
    public static String text(Stream<MigProfile> some) {
        return some.sorted((a, b) -> a.compute() != b.compute() ? b.compute() - a.compute() : b.size() - a.size())
                .map(MigProfile::name)
                .collect(Collectors.joining(" + "));
    }
}
