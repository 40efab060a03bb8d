package dev.kerf.core.advise.rule;

import dev.kerf.core.model.Node;
import dev.kerf.core.share.Capabilities;
import dev.kerf.core.share.Capability;
import dev.kerf.core.use.Gpu;
import java.util.List;
import java.util.Locale;

/**
 * A DeviceTaintRule (KEP-5055; {@code resource.k8s.io/v1} since Kubernetes 1.37) for one GPU that NVIDIA's DRA driver gives out:
 * no claim gets it any more, and the other GPUs of its node stay in use.
 */
final class DeviceTaint {
    private DeviceTaint() {}

    /** Whether the GPUs of a node are given out by DRA, as its labels say. */
    static boolean serves(Node node) {
        Capabilities can = Capabilities.of(List.of(node));
        return can.all().contains(Capability.DRA) || can.all().contains(Capability.DRA_MPS);
    }

    /**
     * The rule for a GPU.
     *
     * @param leaves whether pods that have it are to leave; else it takes nothing new
     */
    static String manifest(Sign sign, boolean leaves) {
        Gpu gpu = sign.gpu();
        String device = gpu.index() < 0 ? "gpu-NUMBER" : "gpu-" + gpu.index();
        return """
                # %s
                # The driver names devices by their minor number: see that in the ResourceSlices of pool %s the uuid of %s
                # is %s. When the GPU is well again: kubectl delete devicetaintrule %s
                apiVersion: resource.k8s.io/v1
                kind: DeviceTaintRule
                metadata:
                  name: %s
                spec:
                  deviceSelector:
                    driver: gpu.nvidia.com
                    pool: "%s"
                    device: %s
                  taint:
                    key: kerf.dev/unhealthy-gpu
                    value: %s
                    effect: %s
                """.formatted(
                        sign.ticket(),
                        gpu.node(),
                        device,
                        gpu.name(),
                        name(gpu),
                        name(gpu),
                        gpu.node(),
                        device,
                        sign.cause(),
                        leaves ? "NoExecute" : "NoSchedule");
    }

    private static String name(Gpu gpu) {
        return "kerf-" + gpu.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
