package dev.kerf.objects.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Share;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.worth.KerfPlacer;
import dev.kerf.core.worth.Knobs;
import dev.kerf.core.worth.Mix;
import dev.kerf.core.worth.Outlook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is saved comes back as it was, and decides as it did. */
class SavedCycleProperties {
    private static byte[] saved(SavedCycle cycle) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CycleFile.write(cycle, out);
        return out.toByteArray();
    }

    private static SavedCycle read(byte[] saved) throws IOException {
        try (var json = new JsonFactory().createParser(saved)) {
            return CycleFile.read("memory", json);
        }
    }

    @Property(tries = 100)
    void whateverItsRecordsAreItComesBackAsItWas(@ForAll long seed) throws IOException {
        SavedCycle cycle = new AnyRecord(new Random(seed)).of(SavedCycle.class);
        byte[] first = saved(cycle);
        SavedCycle back = read(first);
        assertThat(back).isEqualTo(cycle);
        assertThat(saved(back)).isEqualTo(first);
    }

    @Property(tries = 300)
    void aClusterThatWasSavedIsDecidedTheSameAgain(@ForAll long seed) throws IOException {
        SavedCycle cycle = decided(new SmallClusters(new Random(seed)).draw(), seed);
        SavedCycle back = read(saved(cycle));
        assertThat(back.replay()).isEqualTo(cycle.plan());
        assertThat(saved(back)).isEqualTo(saved(cycle));
    }

    private static SavedCycle decided(Cluster cluster, long seed) {
        Snapshot snapshot = Snapshot.of(cluster);
        Mix mix = Mix.of(snapshot);
        SortedMap<Integer, Double> prices = new TreeMap<>();
        mix.parts().keySet().forEach(size -> prices.put(size, 1.0 / (Share.WHOLE / size)));
        Outlook outlook = new Outlook(mix, prices, Knobs.TUNED);
        Plan plan = Planner.plan(snapshot, (workspace, any) -> new KerfPlacer(workspace, outlook), seed);
        return new SavedCycle("kerf test", "kerf", 1, seed, outlook, null, cluster, plan);
    }
}
