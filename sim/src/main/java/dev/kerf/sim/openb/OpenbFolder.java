package dev.kerf.sim.openb;

import dev.kerf.sim.trace.SharedTraces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder with the traces as they are shared: node list, pod lists, event orders and the authors' curves.
 *
 * @param path the folder
 */
public record OpenbFolder(Path path) {
    /** The traces that have event orders. */
    public static final List<String> TRACES = List.of(
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

    /** The seeds that have event orders. */
    public static final List<Long> SEEDS = List.of(42L, 43L, 44L, 45L, 46L);

    /** The folder within the shared data: {@code KERF_SHARED}, or {@code ../shared} beside the checkout. */
    public static OpenbFolder shared(Path checkout) {
        return new OpenbFolder(SharedTraces.folder(checkout).resolve("openb"));
    }

    public boolean exists() {
        return Files.isDirectory(path);
    }

    public List<OpenbNode> nodes() {
        return OpenbFiles.nodes(path.resolve("openb_node_list_gpu_node.csv.gz"));
    }

    public List<OpenbPod> pods(String trace) {
        return OpenbFiles.pods(path.resolve("openb_pod_list_" + trace + ".csv.gz"));
    }

    public OrderFile orders(String trace) {
        return new OrderFile(path.resolve("event_order/" + trace + ".csv.gz"));
    }

    /** The authors' curves. */
    public PublishedCurves published() {
        return new PublishedCurves(path.resolve("expected/analysis_allo_discrete.csv.gz"));
    }

    /** The trace of that name in one of its shuffles. */
    public OpenbTrace trace(String name, long seed) {
        return OpenbTrace.of(nodes(), pods(name), orders(name), seed);
    }

    /** The authors' curves of how much GPU is fragmented, in percent of the cluster. */
    public PublishedCurves publishedFragmentation() {
        return new PublishedCurves(path.resolve("expected/analysis_frag_discrete.csv.gz"));
    }

    /** The bounds another program found. */
    public PublishedBounds bounds() {
        return new PublishedBounds(path.resolve("expected/offline_bounds.csv"));
    }
}
