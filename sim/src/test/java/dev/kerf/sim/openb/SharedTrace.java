package dev.kerf.sim.openb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The openb trace where the shared data is; a test that needs it and has it not is skipped and says so. */
public final class SharedTrace {
    public static final List<String> NAMES = List.of(
            "default",
            "cpu050",
            "cpu100",
            "multigpu20",
            "multigpu30",
            "gpushare40",
            "gpushare60",
            "gpushare100",
            "gpuspec10",
            "gpuspec33");
    public static final List<Long> SEEDS = List.of(42L, 43L, 44L, 45L, 46L);
    private static final Map<String, List<OpenbPod>> PODS = new ConcurrentHashMap<>();
    private static final Map<String, OrderFile> ORDERS = new ConcurrentHashMap<>();

    private SharedTrace() {}

    /** The folder of the trace. */
    public static Path folder() {
        Path folder = shared().resolve("traces/openb");
        boolean there = Files.isDirectory(folder);
        if (!there) {
            System.out.println("not run: no openb trace at " + folder + "; set KERF_SHARED to the shared data");
        }
        assumeTrue(there, "no openb trace at " + folder + "; set KERF_SHARED to the shared data");
        return folder;
    }

    private static Path shared() {
        String given = System.getenv("KERF_SHARED");
        if (given != null) {
            return Path.of(given);
        }
        Path here = Path.of("").toAbsolutePath();
        return Optional.ofNullable(here.getParent())
                .map(Path::getParent)
                .map(p -> p.resolve("shared"))
                .filter(Files::isDirectory)
                .orElse(here.resolveSibling("shared"));
    }

    public static List<OpenbNode> nodes() {
        return OpenbFiles.nodes(folder().resolve("openb_node_list_gpu_node.csv.gz"));
    }

    public static List<OpenbPod> pods(String name) {
        return PODS.computeIfAbsent(name, n -> OpenbFiles.pods(folder().resolve("openb_pod_list_" + n + ".csv.gz")));
    }

    public static OpenbTrace trace(String name, long seed) {
        OrderFile orders =
                ORDERS.computeIfAbsent(name, n -> new OrderFile(folder().resolve("event_order/" + n + ".csv.gz")));
        return OpenbTrace.of(nodes(), pods(name), orders, seed);
    }
}
