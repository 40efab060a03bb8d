package dev.kerf.sim.report;

import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.sim.replay.Played;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One policy's replay, as the report shows it.
 *
 * @param policy        its name
 * @param played        what came of it
 * @param fragmentation fragmented GPU in percent of the cluster, by arrived percent
 */
public record Run(String policy, Played played, double[] fragmentation) {
    /** GPUs left at the end on one model: whole cards, and parts of others. */
    record Left(double whole, double parts) {
        Left plus(double moreWhole, double moreParts) {
            return new Left(whole + moreWhole, parts + moreParts);
        }
    }

    /** Allocated percent when so much had arrived. */
    double at(int percent) {
        return played.allocation()[percent];
    }

    /** GPUs allocated when so much had arrived. */
    double gpus(int percent) {
        return at(percent) * played.trace().capacity() / 1000.0 / 100;
    }

    SortedMap<String, Left> left() {
        Snapshot snapshot = played.end().snapshot();
        SortedMap<String, Left> left = new TreeMap<>();
        for (int n = 0; n < snapshot.nodeCount(); n++) {
            if (snapshot.deviceCount(n) > 0) {
                double whole = played.end().wholeFree(n);
                double parts = played.end().gpuFree(n) / 1000.0 - whole;
                String model = snapshot.node(n).gpus().model();
                left.put(model, left.getOrDefault(model, new Left(0, 0)).plus(whole, parts));
            }
        }
        return left;
    }
}
