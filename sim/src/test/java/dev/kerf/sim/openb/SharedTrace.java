package dev.kerf.sim.openb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The openb trace where the shared data is; a test that needs it and has it not is skipped and says so. */
public final class SharedTrace {
    private static final Map<String, List<OpenbPod>> PODS = new ConcurrentHashMap<>();
    private static final Map<String, OrderFile> ORDERS = new ConcurrentHashMap<>();

    private SharedTrace() {}

    public static OpenbFolder folder() {
        String root = System.getProperty("kerf.root", "..");
        OpenbFolder folder = OpenbFolder.shared(Path.of(root).toAbsolutePath().normalize());
        String missing = "no openb trace at " + folder.path() + "; set KERF_SHARED to the shared data";
        if (!folder.exists()) {
            System.out.println("not run: " + missing);
        }
        assumeTrue(folder.exists(), missing);
        return folder;
    }

    public static List<OpenbPod> pods(String name) {
        return PODS.computeIfAbsent(name, folder()::pods);
    }

    public static OpenbTrace trace(String name, long seed) {
        OrderFile orders = ORDERS.computeIfAbsent(name, folder()::orders);
        return OpenbTrace.of(folder().nodes(), pods(name), orders, seed);
    }
}
