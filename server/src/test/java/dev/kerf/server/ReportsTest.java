package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.objects.cycle.CycleFile;
import dev.kerf.objects.cycle.CycleFolder;
import dev.kerf.server.http.Listen;
import dev.kerf.server.log.EventLog;
import dev.kerf.server.log.Level;
import dev.kerf.server.log.LogFormat;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Prometheus;
import dev.kerf.testbed.TestNamespace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kerf tells of itself while it schedules a real cluster. */
@OnControlPlane
class ReportsTest {
    private final List<String> log = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private Running running(ControlPlane plane, String scheduler, @Nullable CycleFolder trace) {
        EventLog events = new EventLog(LogFormat.TEXT, Level.TRACE, InstantSource.system(), log::add);
        Reporting reporting = Reporting.to(events, "1.2.3", Listen.parse("0"), trace);
        return Running.on(new Access(plane.kubeconfig(), null), new Profile(scheduler, null), reporting);
    }

    private static void begin(Running running) {
        Thread.ofVirtual().start(() -> {
            try {
                running.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static HttpResponse<String> get(Running running, String path, String... headers) {
        URI uri = URI.create(String.valueOf(running.answers()) + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void countsWhatItDoes(ControlPlane plane, TestNamespace namespace) throws Exception {
        String name = namespace.name();
        Fleet fleet = new Fleet(plane, namespace)
                .nodes(2, "n", 4)
                .pods(3, "fits", 2, name)
                .pods(2, "big", 8, name);
        try (Running running = running(plane, name, null)) {
            begin(running);
            fleet.awaitBound(3);
            Scrape scrape = Await.until(
                    "two held pods",
                    () -> new Scrape(get(running, "/metrics").body()),
                    s -> s.value("scheduler_pending_pods", "queue", "unschedulable") == 2
                            && s.value("scheduler_schedule_attempts_total", "result", "scheduled") == 3);
            assertThat(scrape.value("scheduler_pod_scheduling_sli_duration_seconds_count", "attempts", "1"))
                    .isEqualTo(3);
            assertThat(scrape.value("scheduler_scheduling_attempt_duration_seconds_count", "result", "scheduled"))
                    .isEqualTo(3);
            assertThat(scrape.value("scheduler_unschedulable_pods", "plugin", "TOO_LARGE"))
                    .isEqualTo(2);
            assertThat(scrape.value("scheduler_queue_incoming_pods_total", "queue", "active"))
                    .isEqualTo(5);
            assertThat(scrape.value("kerf_api_calls_total", "resource", "pods/binding"))
                    .isEqualTo(3);
            assertThat(scrape.value("kerf_cycle_step_seconds_count", "step", "place"))
                    .isEqualTo(scrape.value("kerf_cycle_step_seconds_count", "step", "explain"))
                    .isEqualTo(scrape.value("kerf_cycle_phase_seconds_count", "phase", "plan"));
            assertThat(scrape.value("kerf_cycle_step_seconds_sum"))
                    .isPositive()
                    .isLessThanOrEqualTo(scrape.value("kerf_cycle_phase_seconds_sum", "phase", "plan"));
            assertThat(scrape.value("scheduler_cache_size", "type", "nodes")).isGreaterThanOrEqualTo(2);
            assertThat(scrape.value("leader_election_master_status", "name", name))
                    .isEqualTo(1);
            assertThat(scrape.value("process_resident_memory_bytes")).isGreaterThan(1_000_000);
            assertThat(scrape.value("kerf_build_info", "version", "1.2.3")).isEqualTo(1);
            Prometheus.check(scrape.text());
            OperationsPage.listsAll(scrape);
            String open = get(running, "/metrics", "Accept", "application/openmetrics-text; version=1.0.0")
                    .body();
            assertThat(open).endsWith("# EOF\n").contains("scheduler_schedule_attempts_total{");
        }
    }

    @Test
    void isScrapedByARealPrometheus(ControlPlane plane, TestNamespace namespace) throws IOException {
        String name = namespace.name();
        Fleet fleet = new Fleet(plane, namespace).nodes(1, "n", 4).pods(4, "fits", 1, name);
        try (Running running = running(plane, name, null)) {
            Optional<Prometheus> prometheus = Prometheus.scraping(Objects.requireNonNull(running.answers()), folder);
            begin(running);
            fleet.awaitBound(4);
            prometheus.ifPresent(p -> {
                try (p) {
                    String query = "scheduler_schedule_attempts_total{result=\"scheduled\",profile=\"" + name + "\"}";
                    Await.until("four in Prometheus", () -> p.query(query), answer -> answer.contains("\"4\"]"));
                }
            });
        }
    }

    @Test
    void isReadyOnceAllHasBeenSeen(ControlPlane plane, TestNamespace namespace) {
        try (Running running = running(plane, namespace.name(), null)) {
            assertThat(get(running, "/livez").statusCode()).isEqualTo(200);
            assertThat(get(running, "/nothing").statusCode()).isEqualTo(404);
            HttpResponse<String> ready =
                    Await.until("ready", () -> get(running, "/readyz"), r -> r.statusCode() == 200);
            assertThat(ready.body()).isEqualTo("[+]seen ok\n[+]leader ok\nok\n");
        }
    }

    @Test
    void logsWhatItBindsAndHoldsButNoSecret(ControlPlane plane, TestNamespace namespace) throws IOException {
        String name = namespace.name();
        Fleet fleet = new Fleet(plane, namespace)
                .nodes(1, "n", 4)
                .pods(1, "fits", 2, name)
                .pods(1, "big", 8, name);
        try (Running running = running(plane, name, null)) {
            begin(running);
            fleet.awaitBound(1);
            Await.until("its line", () -> line("event=bound pod=" + name + "/fits-1")
                    .contains("node=" + name + "-n-1 gpus="));
            assertThat(line("event=held pod=" + name + "/big-1"))
                    .contains("level=info", "fit=never code=TOO_LARGE message=\"needs 8 GPUs on one node");
            assertThat(line("event=deciding")).contains("nodes=");
            assertThat(line("event=request method=POST path=/api/v1/namespaces/" + name + "/pods/fits-1/binding"))
                    .contains("code=201");
        }
        assertThat(log).noneMatch(line -> line.contains(plane.token())).noneMatch(line -> line.contains("Bearer"));
    }

    private String line(String part) {
        return log.stream().filter(line -> line.contains(part)).findFirst().orElse("");
    }

    @Test
    void cyclesOfARealClusterAreDecidedTheSameAgain(ControlPlane plane, TestNamespace namespace) throws IOException {
        String name = namespace.name();
        Fleet fleet = new Fleet(plane, namespace)
                .nodes(2, "n", 4)
                .pods(5, "first", 1, name)
                .pods(1, "big", 8, name);
        try (Running running = running(plane, name, new CycleFolder(folder, 50))) {
            begin(running);
            fleet.awaitBound(5);
            fleet.pods(2, "second", 1, name);
            fleet.awaitBound(7);
        }
        List<Path> files = CycleFolder.files(folder);
        assertThat(files).hasSizeGreaterThanOrEqualTo(2);
        long bound = 0;
        for (Path file : files) {
            var cycle = CycleFile.read(file);
            assertThat(cycle.replay()).as(file.toString()).isEqualTo(cycle.plan());
            assertThat(cycle.savedBy()).isEqualTo("kerf 1.2.3");
            bound += cycle.plan().binds().count();
        }
        assertThat(bound).isGreaterThanOrEqualTo(7);
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).allMatch(f -> f.toString().endsWith(".json.gz"));
        }
    }
}
