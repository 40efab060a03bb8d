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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is brought up to date from the embedded cluster again and again. */
abstract class IngestContract {
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

    /** A place of its own for a store of this name; a folder for it. */
    abstract Location location(String name, Path folder);

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
            overtaken(Access.to(cluster.prometheus()), early, late, direct);
        }
    }

    private void same(Prometheus source, Range early, Range late, Range all, Gathered direct) {
        Location location = location("use", folder);
        try (Store store = Store.open(location)) {
            assertThat(new Ingest(store).from(source, early, Owners.unknown())).isEqualTo(early.count());
        }
        try (Store store = Store.open(location)) {
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

    /** While one asks for seven hours another keeps the first four of them. */
    private void overtaken(Access access, Range early, Range late, Gathered direct) {
        Range middle = Range.last(Duration.ofHours(30), NOW.minus(Duration.ofHours(3)));
        AtomicBoolean overtaken = new AtomicBoolean();
        try (Store store = Store.open(location("overtaken", folder));
                Prometheus other = Prometheus.at(access, () -> NOW);
                Prometheus slow = Prometheus.at(access, () -> {
                    if (!overtaken.getAndSet(true)) {
                        assertThat(new Ingest(store).from(other, middle, Owners.unknown()))
                                .isEqualTo(4 * 12);
                    }
                    return NOW;
                })) {
            assertThat(new Ingest(store).from(other, early, Owners.unknown())).isEqualTo(early.count());
            assertThat(new Ingest(store).from(slow, late, Owners.unknown())).isEqualTo((7 + 3) * 12);
            assertThat(overtaken).isTrue();
            History history = store.history(Duration.between(early.start(), late.end()));
            assertThat(history.of("default", "StatefulSet/web")).isEqualTo(direct.of("default", "StatefulSet/web"));
        }
    }

    private static Iterable<String> names(History history) {
        return history.lacks().stream().map(Lack::name).toList();
    }
}
