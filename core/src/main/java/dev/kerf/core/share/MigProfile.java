package dev.kerf.core.share;

import dev.kerf.core.model.Bytes;
import java.util.List;

/**
 * A size of instance that MIG can make on one model of GPU.
 *
 * @param name    as nvidia-smi and mig-parted have it, {@code 1g.10gb}
 * @param compute slices of compute
 * @param size    slices of memory
 * @param starts  memory slices at which it can begin
 * @param most    how many a card can have
 * @param memory  usable; where the driver's figure is not known, less than it (see {@link MigModels})
 * @param part    of the multiprocessors of the whole card, 0 to 1
 */
public record MigProfile(
        String name, int compute, int size, List<Integer> starts, int most, Bytes memory, double part) {
    private static final String RESOURCE = "nvidia.com/mig-";

    public MigProfile {
        starts = List.copyOf(starts);
    }

    /** The resource by which pods ask for it under the strategy {@code mixed}: {@code nvidia.com/mig-1g.10gb}. */
    public String resource() {
        return RESOURCE + name.replace('+', '.');
    }

    /** What it is of a card, as costs are shared: compute or memory slices, whichever is the greater part. */
    public double share(MigModel model) {
        return Math.max(compute / (double) model.compute(), size / (double) model.slices());
    }

    /** Whether it has the card's one set of media engines. */
    public boolean media() {
        return name.endsWith("+me");
    }

    /** {@code 1g.10gb} of {@code nvidia.com/mig-1g.10gb}; empty: the resource is of no MIG instance. */
    public static String named(String resource) {
        return resource.startsWith(RESOURCE)
                ? resource.substring(RESOURCE.length()).replace(".me", "+me")
                : "";
    }

    @Override
    public String toString() {
        return name;
    }
}
