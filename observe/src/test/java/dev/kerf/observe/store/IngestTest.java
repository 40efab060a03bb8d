package dev.kerf.observe.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.use.History;
import dev.kerf.core.use.Lack;
import dev.kerf.fakecluster.FakeCluster;
import dev.kerf.fakecluster.Settings;
import dev.kerf.observe.Prometheus;
import dev.kerf.observe.prometheus.Access;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.observe.series.Gathered;
import dev.kerf.observe.series.Owners;
import dev.kerf.testbed.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is brought up to date from the embedded cluster again and again. */
class IngestTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:10Z");
    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: web-1
              annotations:
                kerf.dev/told-for: 60h
                kerf.dev/load: "{gpu: [0.1, 0.9], gpuMemory: 30Gi, cpu: [1, 3], memory: 8Gi, every: 5h}"
              ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: web, uid: u, controller: true}]
            spec:
              nodeName: n
              containers: [{name: main, image: none, resources: {limits: {nvidia.com/gpu: "1"}}}]
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: n, annotations: {kerf.dev/told-for: 60h}}
            status:
              capacity: {nvidia.com/gpu: "1", cpu: "64", memory: 256Gi, pods: "110"}
              allocatable: {nvidia.com/gpu: "1", cpu: "64", memory: 256Gi, pods: "110"}
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void onlyWhatIsMissingIsAskedForAndTheWholeIsTheSame() throws IOException {
        Range early = Range.last(Duration.ofHours(40), NOW.minus(Duration.ofHours(7)));
        Range late = Range.last(Duration.ofHours(30), NOW);
        try (FakeCluster cluster = FakeCluster.start(Settings.apiOnly()
                        .measured(Duration.ofSeconds(15))
                        .playing()
                        .at(() -> NOW)
                        .in(folder));
                Prometheus source = Prometheus.at(Access.to(cluster.prometheus()), () -> NOW)) {
            cluster.create(POD);
            Range all = Range.between(early.start(), late.end(), Range.USUAL);
            Gathered direct = Await.until(
                    "the pod to be told of",
                    () -> source.history(all, Owners.unknown()),
                    found -> found.of("default", "StatefulSet/web").size() == 2);
            same(source, early, late, all, direct);
        }
    }

    private void same(Prometheus source, Range early, Range late, Range all, Gathered direct) {
        Path file = folder.resolve("use.duckdb");
        try (Store store = Store.open(file, 64)) {
            assertThat(new Ingest(store).from(source, early, Owners.unknown())).isEqualTo(early.count());
        }
        try (Store store = Store.open(file, 64)) {
            assertThat(store.end()).isEqualTo(early.end());
            assertThat(new Ingest(store).from(source, late, Owners.unknown())).isEqualTo(7 * 12);
            assertThat(new Ingest(store).from(source, late, Owners.unknown())).isZero();
            History history = store.history(Duration.between(all.start(), all.end()));
            assertThat(history.asOf()).isEqualTo(late.end());
            assertThat(history.of("default", "StatefulSet/web")).isEqualTo(direct.of("default", "StatefulSet/web"));
            assertThat(history.gpus()).isEqualTo(direct.gpus());
            assertThat(history.nodes(Duration.ofDays(9))).isEqualTo(direct.nodes(Duration.ofDays(9)));
            assertThat(history.nodes(Duration.ofDays(9))).containsOnlyKeys("n");
            assertThat(history.toldUntil(Duration.ofDays(1))).isEqualTo(direct.toldUntil(Duration.ofDays(1)));
            assertThat(history.lacks()).extracting(Lack::name).containsExactlyElementsOf(names(direct));
        }
    }

    private static Iterable<String> names(History history) {
        return history.lacks().stream().map(Lack::name).toList();
    }
}
