package dev.kerf.core.card;

import dev.kerf.core.model.Bytes;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model of GPU as its maker describes it: peaks of the data sheets, which no program reaches, so that only their ratios
 * count. From NVIDIA's data sheets and architecture papers of each model as they stood in August 2026; tensor figures are those for dense FP16
 * with FP32 accumulation. For A10G there is no data sheet: the figures are those AWS gives for G5 instances.
 */
public enum CardModel {
    T4(16, 65, 320),
    V100_16("V100", 16, 125, 900, Feature.FP64, Feature.NVLINK),
    V100_32("V100", 32, 125, 900, Feature.FP64, Feature.NVLINK),
    A10(24, 125, 600),
    A10G(24, 70, 600),
    A30(24, 165, 933, Feature.FP64, Feature.NVLINK),
    A40(48, 150, 696, Feature.NVLINK),
    A100_40("A100", 40, 312, 1555, Feature.FP64, Feature.NVLINK),
    A100_80("A100", 80, 312, 2039, Feature.FP64, Feature.NVLINK),
    L4(24, 121, 300, Feature.FP8),
    L40S(48, 362, 864, Feature.FP8),
    H100_80("H100", 80, 989, 3350, Feature.FP64, Feature.NVLINK, Feature.FP8),
    H100_94("H100", 94, 835, 3938, Feature.FP64, Feature.NVLINK, Feature.FP8),
    H200(141, 989, 4800, Feature.FP64, Feature.NVLINK, Feature.FP8),
    B200(180, 2250, 7700, Feature.FP64, Feature.NVLINK, Feature.FP8);

    /** What some programs need and not every model has. */
    public enum Feature {
        /** 64-bit arithmetic at half the speed of 32-bit, not at a thirty-second or less. */
        FP64,
        NVLINK,
        FP8
    }

    private static final double NOMINAL = 0.93;
    private final String token;
    private final int gigabytes;
    private final double tensor;
    private final double bandwidth;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
    private final Set<Feature> features;

    CardModel(int gigabytes, double tensor, double bandwidth, Feature... features) {
        this("", gigabytes, tensor, bandwidth, features);
    }

    CardModel(String token, int gigabytes, double tensor, double bandwidth, Feature... features) {
        this.token = token.isEmpty() ? name() : token;
        this.gigabytes = gigabytes;
        this.tensor = tensor;
        this.bandwidth = bandwidth;
        this.features = Set.of(features);
    }

    /** Nominal memory in GB. */
    public int gigabytes() {
        return gigabytes;
    }

    /** Memory a program can use, at the least, in bytes. */
    public double usable() {
        return gigabytes * NOMINAL * (1L << 30);
    }

    public Set<Feature> features() {
        return features;
    }

    /**
     * How fast it is where another one's is 1, for a load that is bound by arithmetic or by memory, whichever is worse.
     */
    public double against(CardModel other) {
        return Math.min(tensor / other.tensor, bandwidth / other.bandwidth);
    }

    /**
     * The model of a product.
     *
     * @param product as labels have it, {@code NVIDIA-A100-SXM4-80GB}
     * @param memory  usable; none: not stated, and the smallest of that name is meant
     * @return null: not in the table
     */
    public static @Nullable CardModel of(String product, Bytes memory) {
        String name = "-" + product.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "-") + "-";
        CardModel found = null;
        for (CardModel model : values()) {
            boolean named = name.contains("-" + model.token + "-");
            if (named && (found == null || memory.count() >= model.usable())) {
                found = model;
            }
        }
        return found;
    }

    /** {@code A100 80 GB}. */
    @Override
    public String toString() {
        return token + " " + gigabytes + " GB";
    }
}
