package dev.kerf.server.same;

import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Rounds;
import dev.kerf.core.worth.Knobs;
import dev.kerf.objects.ClusterReader;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.ReadResult;
import dev.kerf.objects.write.Documents;
import dev.kerf.sim.kerf.KerfPolicy;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What becomes of every pod that waits: {@code on NODE}, or the sentence why not. */
record Outcome(SortedMap<String, String> pods) {
    /** As {@code kerf plan} has it. */
    static Outcome planned(List<Map<String, Object>> objects) {
        byte[] dump = Documents.bytes(Map.of("apiVersion", "v1", "kind", "List", "items", objects));
        ReadResult input = ClusterReader.read(
                List.of("-"), new ReadOptions("kerf", Instant.EPOCH), new ByteArrayInputStream(dump));
        Plan plan = Rounds.play(input.cluster(), KerfPolicy.ofWhatIsThere(Knobs.TUNED), 0, 1)
                .plans()
                .getFirst();
        SortedMap<String, String> pods = new TreeMap<>();
        plan.binds().forEach(b -> pods.put(name(b.task()), "on " + b.node()));
        plan.holds().forEach(h -> pods.put(name(h.task()), h.reason().message()));
        return new Outcome(pods);
    }

    private static String name(TaskId id) {
        return id.toString();
    }
}
