package dev.kerf.objects.node;

import java.util.Locale;
import java.util.Map;

/**
 * GPU models people name in short, with what GPU feature discovery would label their nodes with. Memory is what the
 * driver reports for one card, in MiB, as in {@code nvidia.com/gpu.memory}.
 *
 * @param product as in {@code nvidia.com/gpu.product}
 * @param mib     memory of one card
 */
public record GpuModel(String product, int mib) {
    private static final Map<String, GpuModel> KNOWN = Map.ofEntries(
            Map.entry("T4", new GpuModel("Tesla-T4", 15360)),
            Map.entry("V100", new GpuModel("Tesla-V100-SXM2-32GB", 32768)),
            Map.entry("P100", new GpuModel("Tesla-P100-PCIE-16GB", 16280)),
            Map.entry("A10", new GpuModel("NVIDIA-A10", 23028)),
            Map.entry("A100", new GpuModel("NVIDIA-A100-SXM4-80GB", 81920)),
            Map.entry("A100-40GB", new GpuModel("NVIDIA-A100-SXM4-40GB", 40960)),
            Map.entry("A100-80GB", new GpuModel("NVIDIA-A100-SXM4-80GB", 81920)),
            Map.entry("L4", new GpuModel("NVIDIA-L4", 23034)),
            Map.entry("L40S", new GpuModel("NVIDIA-L40S", 46068)),
            Map.entry("H100", new GpuModel("NVIDIA-H100-80GB-HBM3", 81559)),
            Map.entry("H200", new GpuModel("NVIDIA-H200", 143771)),
            Map.entry("B200", new GpuModel("NVIDIA-B200", 183359)));

    /** The model of that short name, or one of that very product whose memory is not known (0). */
    public static GpuModel of(String name) {
        return KNOWN.getOrDefault(name.toUpperCase(Locale.ROOT), new GpuModel(name, 0));
    }
}
