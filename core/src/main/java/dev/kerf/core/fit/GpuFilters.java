package dev.kerf.core.fit;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Share;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Count;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.Arrays;

/** The filters that look at a node's GPUs: what there is of them, and what is left of each single device. */
final class GpuFilters {
    private GpuFilters() {}

    /** The node states how much memory its GPUs have, where a task asks for memory. */
    record MemoryStated(Snapshot snapshot) implements Filter {
        @Override
        public boolean passes(int taskClass, int node) {
            return !(snapshot.gpuNeed(taskClass) instanceof GpuNeed.Memory)
                    || snapshot.deviceCount(node) == 0
                    || snapshot.node(node).gpus().memory().count() > 0;
        }

        @Override
        public Reason reason(int taskClass, int[] nodes, String scope) {
            GpuNeed.Memory need = (GpuNeed.Memory) snapshot.gpuNeed(taskClass);
            return Reason.of(Code.GPU_MEMORY_UNKNOWN, "need", need.perDevice().toString(), "scope", scope);
        }

        @Override
        public String aside(int taskClass, int[] nodes) {
            return "not stating their GPU memory";
        }

        @Override
        public boolean lasting() {
            return true;
        }
    }

    /** The node has as many GPUs, as large as asked. */
    record Size(Snapshot snapshot) implements Filter {
        @Override
        public boolean passes(int taskClass, int node) {
            int devices = snapshot.gpuNeed(taskClass).devices();
            return devices == 0 || (devices <= snapshot.deviceCount(node) && snapshot.share(taskClass, node) != null);
        }

        @Override
        public Reason reason(int taskClass, int[] nodes, String scope) {
            return Reason.of(
                    Code.TOO_LARGE,
                    "resource",
                    "nvidia.com/gpu",
                    "need",
                    words(snapshot.gpuNeed(taskClass)),
                    "most",
                    most(taskClass, nodes),
                    "scope",
                    scope);
        }

        private String most(int taskClass, int[] nodes) {
            int devices = Arrays.stream(nodes).map(snapshot::deviceCount).max().orElse(0);
            if (snapshot.gpuNeed(taskClass) instanceof GpuNeed.Memory need && devices >= need.devices()) {
                long memory = Arrays.stream(nodes)
                        .mapToLong(n -> snapshot.node(n).gpus().memory().count())
                        .max()
                        .orElse(0);
                return new Bytes(memory) + " per GPU";
            }
            return devices == 0 ? "no GPU" : Count.of(devices, "GPU");
        }

        @Override
        public String aside(int taskClass, int[] nodes) {
            boolean none = Arrays.stream(nodes).allMatch(n -> snapshot.deviceCount(n) == 0);
            return none ? "without GPUs" : "too small in GPUs";
        }

        @Override
        public boolean lasting() {
            return true;
        }
    }

    /** The node's devices have as much left, device by device. */
    record Free(Workspace workspace) implements Filter {
        @Override
        public boolean passes(int taskClass, int node) {
            return switch (workspace.snapshot().gpuNeed(taskClass)) {
                case GpuNeed.None none -> true;
                case GpuNeed.Whole whole -> workspace.wholeFree(node) >= whole.devices();
                case GpuNeed.Fraction f -> workspace.roomOnDevices(taskClass, node) >= f.devices();
                case GpuNeed.Memory m -> workspace.roomOnDevices(taskClass, node) >= m.devices();
            };
        }

        @Override
        public Reason reason(int taskClass, int[] nodes, String scope) {
            GpuNeed need = workspace.snapshot().gpuNeed(taskClass);
            if (need instanceof GpuNeed.Whole) {
                int most = Arrays.stream(nodes).map(workspace::wholeFree).max().orElse(0);
                return Reason.of(
                        Code.SHORT, "resource", "nvidia.com/gpu", "need", words(need), "most", most, "scope", scope);
            }
            String devices = need.devices() == 1 ? "any one GPU" : "each of any " + need.devices() + " GPUs of a node";
            return Reason.of(
                    Code.GPU_SHARE_SHORT,
                    "resource",
                    "nvidia.com/gpu",
                    "need",
                    words(need),
                    "devices",
                    devices,
                    "most",
                    most(need, nodes),
                    "scope",
                    scope);
        }

        private String most(GpuNeed need, int[] nodes) {
            if (need instanceof GpuNeed.Memory) {
                return new Bytes(Arrays.stream(nodes)
                                .mapToLong(n -> nth(n, need.devices(), true))
                                .max()
                                .orElse(0))
                        .toString();
            }
            return Share.text(Arrays.stream(nodes)
                    .mapToLong(n -> nth(n, need.devices(), false))
                    .max()
                    .orElse(0));
        }

        /** What the n-th freest device of the node has left. */
        private long nth(int node, int place, boolean bytes) {
            int first = workspace.snapshot().firstDevice(node);
            long[] free = new long[workspace.snapshot().deviceCount(node)];
            Arrays.setAll(free, d -> bytes ? workspace.deviceFreeBytes(first + d) : workspace.deviceFree(first + d));
            Arrays.sort(free);
            return place > free.length ? 0 : Math.max(0, free[free.length - place]);
        }

        @Override
        public String aside(int taskClass, int[] nodes) {
            return "short of free GPUs";
        }

        @Override
        public boolean lasting() {
            return false;
        }
    }

    private static String words(GpuNeed need) {
        return switch (need) {
            case GpuNeed.None none -> "no GPU";
            case GpuNeed.Whole w -> Count.of(w.devices(), "GPU");
            case GpuNeed.Fraction f -> Share.text(f.thousandths()) + " of " + each(f.devices());
            case GpuNeed.Memory m -> m.perDevice() + " of " + each(m.devices()) + "'s memory";
        };
    }

    private static String each(int devices) {
        return devices == 1 ? "a GPU" : "each of " + devices + " GPUs";
    }
}
