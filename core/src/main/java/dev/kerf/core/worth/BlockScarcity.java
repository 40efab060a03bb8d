package dev.kerf.core.worth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A price on breaking blocks of free devices that multi-GPU tasks will want: where the demand expected of a kind comes
 * near the blocks that could still serve it, with their CPU and memory, a placement pays for the blocks it breaks.
 */
final class BlockScarcity {
    private static final double NOTHING = 1e-9;
    private final Knobs knobs;
    private final Block[] blocks;
    private final double cluster;
    private boolean scarce;

    /** A kind of multi-GPU task, the demand that is at least as large, and the devices in blocks that could serve it. */
    private static final class Block {
        final int devices;
        final double cores;
        final double gib;
        final long models;
        double demand;
        long free;
        double price;

        Block(Kind kind, long models) {
            this.devices = kind.whole();
            this.cores = kind.cores();
            this.gib = kind.gib();
            this.models = models;
        }

        boolean serves(Block other) {
            return devices >= other.devices
                    && cores >= other.cores
                    && gib >= other.gib
                    && (models & ~other.models) == 0;
        }

        int on(int model, int whole, double freeCores, double freeGib) {
            if (whole < devices || (models >> model & 1) == 0) {
                return 0;
            }
            double fitting = Math.min(
                    cores == 0 ? Double.MAX_VALUE : freeCores / cores, gib == 0 ? Double.MAX_VALUE : freeGib / gib);
            int byDevices = whole / devices;
            return fitting + NOTHING < byDevices ? (int) Math.max(0, fitting + NOTHING) : byDevices;
        }
    }

    BlockScarcity(Mix mix, ShareWorth worth, Models models, Knobs knobs, double cluster) {
        this.knobs = knobs;
        this.cluster = cluster;
        double total = mix.kinds().stream()
                .mapToDouble(k -> k.weight() * k.demand(worth))
                .sum();
        Map<String, Block> found = new TreeMap<>();
        Map<Block, Double> demand = new java.util.LinkedHashMap<>();
        for (Kind kind : mix.kinds()) {
            if (kind.whole() > 1) {
                long set = models.bits(kind.models());
                String key = kind.whole() + " " + kind.cores() + " " + kind.gib() + " " + set;
                Block block = found.computeIfAbsent(key, k -> new Block(kind, set));
                demand.merge(block, kind.weight() * kind.whole() / total, Double::sum);
            }
        }
        List<Block> all = new ArrayList<>(demand.keySet());
        all.forEach(b -> b.demand = all.stream()
                .filter(o -> o.serves(b))
                .mapToDouble(o -> demand.getOrDefault(o, 0.0))
                .sum());
        this.blocks = all.toArray(Block[]::new);
    }

    /** The node's room changed by this sign's worth of blocks: +1 to count a state in, −1 to count it out. */
    void count(int sign, int model, int whole, double cores, double gib) {
        for (Block block : blocks) {
            block.free += (long) sign * block.devices * block.on(model, whole, cores, gib);
        }
    }

    void reprice(double freeWorth) {
        scarce = false;
        for (Block block : blocks) {
            double tension =
                    block.demand * (freeWorth + knobs.ahead() * cluster) / Math.max((double) block.free, NOTHING);
            block.price = knobs.blockPrice() * block.devices * ModelScarcity.part(tension, knobs.blockFrom());
            scarce |= block.price > 0;
        }
    }

    /** Whether any block has a price now. */
    boolean scarce() {
        return scarce;
    }

    /** What the blocks are worth that a node loses by going from the first state to the second. */
    double broken(int model, int whole, double cores, double gib, int wholeAfter, double coresAfter, double gibAfter) {
        double lost = 0;
        for (Block block : blocks) {
            if (block.price > 0) {
                int before = block.on(model, whole, cores, gib);
                lost += before == 0 ? 0 : block.price * (before - block.on(model, wholeAfter, coresAfter, gibAfter));
            }
        }
        return lost;
    }
}
