package dev.kerf.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.model.Cluster;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.install.Installation;
import dev.kerf.objects.price.PriceFile;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.ServerObject;
import dev.kerf.observe.prometheus.Range;
import dev.kerf.server.Profile;
import dev.kerf.server.Reporting;
import dev.kerf.server.Running;
import dev.kerf.server.act.ActingTerms;
import dev.kerf.server.act.Adviser;
import dev.kerf.server.act.Counsel;
import dev.kerf.server.http.Listen;
import dev.kerf.server.log.EventLog;
import dev.kerf.server.log.Level;
import dev.kerf.server.log.LogFormat;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.Prometheus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server on the embedded cluster: what was measured becomes advice, and the advice a part of a GPU instead of a whole one, without a person. */
class ServerActsTest {
    private static final String SMALL = "/apis/apps/v1/namespaces/default/statefulsets/small-a";
    private final List<String> said = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    private static String policy(String latency) {
        return """
                apiVersion: kerf.dev/v1alpha1
                kind: SizingPolicy
                metadata: {name: nights}
                spec:
                  level: L3
                  windows: [{from: "00:00", to: "00:00"}]
                  mode: Rollout
                  scope: {namespaces: [default]}
                  minSavingPerDay: 0
                  slo: [{name: latency, query: "%s", atMost: 0.25, lasting: 2s}]
                """.formatted(latency);
    }

    /** Advice from the embedded cluster's measurements, SLOs from a real Prometheus. */
    private record Both(MeasuredAdviser adviser, Prometheus prometheus) implements Adviser {
        @Override
        public Counsel about(Cluster cluster, Collection<SizingPolicy> policies) {
            return adviser.about(cluster, policies);
        }

        @Override
        public void followed(Advice advice, Instant now) {
            adviser.followed(advice, now);
        }

        @Override
        public List<Double> values(String query, Instant from, Instant to, Duration step) {
            return Advising.values(
                    dev.kerf.observe.prometheus.Access.to(prometheus.uri()), query, Range.between(from, to, step));
        }
    }

    @Test
    void aWholeGpuBecomesAPartOfOneAndComesBackWhenAPromiseIsBroken() throws IOException {
        Optional<Prometheus> real = Prometheus.start(
                "what the server does by itself, with promises that a real Prometheus answers for",
                "scrape_configs: []\n",
                folder);
        if (real.isEmpty()) {
            return;
        }
        try (Prometheus prometheus = real.get();
                Measured measured = Measured.cluster()) {
            Await.until("Prometheus", () -> prometheus.query("vector(1)").contains("success"));
            Installation.kinds().forEach(kind -> measured.create(kind.yaml()));
            measured.create(policy("vector(0.2)"));
            acts(measured, prometheus);
        }
    }

    private void acts(Measured measured, Prometheus prometheus) {
        Access access = new Access(measured.kubeconfig(), null);
        Ledger ledger = new Ledger(folder.resolve("audit.jsonl"));
        EventLog events = new EventLog(LogFormat.TEXT, Level.DEBUG, InstantSource.system(), line -> {
            if (!line.contains("event=cycle")) {
                said.add(line);
            }
        });
        try (Api api = Api.connect(access);
                Running running = Running.on(
                        access,
                        new Profile("kerf", null).acting(terms(measured, prometheus, ledger)),
                        Reporting.to(events, "1", Listen.OFF, null))) {
            Thread.ofVirtual().start(() -> run(running));
            Await.until(
                    "a part of a GPU",
                    () -> part(api) + (part(api).isEmpty() ? said : ""),
                    part -> !part.startsWith("["));
            Await.until("what is expected", () -> ledger.read().toString(), all -> all.contains("StatefulSet/small-a"));
            Answer changed = api.ask(Request.mergePatch(
                    "/apis/kerf.dev/v1alpha1/sizingpolicies/nights",
                    "{\"spec\":{\"slo\":[{\"name\":\"latency\",\"query\":\"vector(0.31)\",\"atMost\":0.25,\"lasting\":\"2s\"}]}}"
                            .getBytes(UTF_8)));
            assertThat(changed.ok()).as("%s", changed).isTrue();
            Await.until(
                    "the reason",
                    () -> annotation(field(api).get("metadata"), "kerf.dev/backoff"),
                    why -> why.contains("SLO latency is broken: 0.31 is more than 0.25, and was for 2 s"));
            assertThat(part(api)).as("a whole one, as before").isEmpty();
        }
    }

    private static ActingTerms terms(Measured measured, Prometheus prometheus, Ledger ledger) {
        Histories histories = new Histories(
                () -> dev.kerf.observe.prometheus.Access.to(URI.create(measured.prometheus())),
                null,
                Duration.ofDays(14),
                Duration.ofDays(14),
                InstantSource.system());
        MeasuredAdviser adviser = new MeasuredAdviser(histories, PriceFile.listPrices(), ledger);
        return new ActingTerms(
                ledger.log(),
                new Both(adviser, prometheus),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                InstantSource.system());
    }

    private static void run(Running running) {
        try {
            running.run();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** What pods of the template ask; empty: no part. */
    private static String part(Api api) {
        return annotation(field(api).at("spec", "template", "metadata"), "gpu-fraction");
    }

    private static String annotation(Field metadata, String key) {
        return metadata.get("annotations").get(key).text();
    }

    private static Field field(Api api) {
        try {
            return ServerObject.read(api.ask(Request.get(SMALL)).body());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
