package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.ServerObject;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.Prometheus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A real Prometheus, filled with what the embedded cluster's exporters tell or scraping them: the advice is the same. */
class RealPrometheusAdviceTest {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");
    private static final List<String> METRICS = List.of(
            "DCGM_FI_PROF_SM_ACTIVE",
            "DCGM_FI_PROF_GR_ENGINE_ACTIVE",
            "DCGM_FI_DEV_GPU_UTIL",
            "DCGM_FI_DEV_FB_USED",
            "DCGM_FI_DEV_FB_FREE",
            "DCGM_FI_DEV_FB_RESERVED",
            "container_cpu_usage_seconds_total",
            "container_memory_working_set_bytes",
            "kube_pod_owner",
            "kube_pod_info",
            "kube_replicaset_owner");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void adviceFromARealPrometheusIsThatFromTheSameSeriesReadDirectly() throws IOException, InterruptedException {
        try (Measured measured = Measured.cluster(Duration.ofMinutes(4))) {
            Instant now = Instant.now();
            // At once: what is scraped later than a minute after would be of a later time than it is.
            String direct = advice(measured, measured.prometheus(), now);
            Optional<Prometheus> real = Prometheus.holding(
                    "advice from a real Prometheus is that from the same series read directly",
                    openMetrics(measured.prometheus(), now),
                    folder);
            if (real.isPresent()) {
                try (Prometheus prometheus = real.get()) {
                    Await.until(
                            "Prometheus to answer",
                            () -> prometheus.query("vector(1)").contains("success"));
                    assertThat(direct).contains("R01-default-StatefulSet-paper", "R06-default-StatefulSet-small-a");
                    assertThat(advice(measured, prometheus.uri().toString(), now))
                            .isEqualTo(direct);
                }
            }
        }
    }

    @Test
    void aPrometheusThatScrapesTellsOfTheUse() throws IOException {
        try (Measured measured = Measured.cluster(Duration.ofSeconds(1))) {
            Optional<Prometheus> real =
                    Prometheus.start("kerf top on what a real Prometheus scrapes", scrapes(measured.server()), folder);
            if (real.isPresent()) {
                try (Prometheus prometheus = real.get()) {
                    // The step that is being scraped ends within five minutes of whenever it is asked for.
                    InstantSource soon = () -> Instant.now().plus(Duration.ofMinutes(5));
                    Await.until(
                            "use that was scraped",
                            () -> run(
                                    new TopCommand(soon),
                                    measured,
                                    prometheus.uri().toString()),
                            out -> Pattern.compile("StatefulSet/busy .* 80.0 %.* SM_ACTIVE ")
                                    .matcher(out)
                                    .find());
                }
            }
        }
    }

    private static String advice(Measured measured, String prometheus, Instant now) {
        String json =
                run(new AdviseCommand(InstantSource.fixed(now)), measured, prometheus, "-o", "json", "--days", "8");
        return NUMBER.matcher(json)
                .replaceAll(number -> String.format(Locale.ROOT, "%.5g", Double.parseDouble(number.group())));
    }

    private static String run(Object command, Measured measured, String prometheus, String... more) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(out, true));
        List<String> words = new java.util.ArrayList<>(
                List.of("--kubeconfig", measured.kubeconfig().toString(), "--prometheus", prometheus));
        words.addAll(List.of(more));
        line.execute(words.toArray(String[]::new));
        return out.toString();
    }

    /**
     * All that was told in eight days, as promtool takes it; half a second early, so that no sample stands where a step begins:
     * Prometheus 2 counts it to both steps, 3 and the embedded one to the earlier.
     */
    private static String openMetrics(String prometheus, Instant now) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String metric : METRICS) {
            String query = URLEncoder.encode(metric + "[8d]", StandardCharsets.UTF_8);
            String json = Prometheus.get(
                    URI.create(prometheus), "/api/v1/query?query=" + query + "&time=" + now.getEpochSecond());
            Field answer = ServerObject.read(json.getBytes(StandardCharsets.UTF_8));
            for (Field series : answer.at("data", "result").items()) {
                String labels = labels(series.get("metric"));
                for (Field sample : series.get("values").items()) {
                    List<Field> pair = sample.items();
                    text.append(metric)
                            .append(labels)
                            .append(' ')
                            .append(pair.get(1).text())
                            .append(' ')
                            .append(Double.parseDouble(pair.get(0).text()) - 0.5)
                            .append('\n');
                }
            }
        }
        return text.append("# EOF\n").toString();
    }

    private static String labels(Field metric) {
        Map<String, String> labels = new TreeMap<>();
        metric.entries().forEach((name, value) -> labels.put(name, value.text()));
        labels.remove("__name__");
        return labels.entrySet().stream()
                .map(e -> e.getKey() + "=\"" + e.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** As docs/fakecluster.md says. */
    private static String scrapes(URI server) {
        return """
                global: {scrape_interval: 1s, scrape_timeout: 1s}
                scrape_configs:
                - job_name: dcgm-exporter
                  metrics_path: /exporters/dcgm-exporter/metrics
                  static_configs:
                  - targets: ["%1$s"]
                    labels: {instance: "dcgm-exporter:9400", namespace: gpu-operator, pod: dcgm-exporter, container: dcgm-exporter}
                - job_name: kube-state-metrics
                  honor_labels: true
                  metrics_path: /exporters/kube-state-metrics/metrics
                  static_configs: [{targets: ["%1$s"], labels: {instance: "kube-state-metrics:8080"}}]
                - job_name: kubelet
                  honor_labels: true
                  metrics_path: /exporters/cadvisor/metrics
                  static_configs: [{targets: ["%1$s"], labels: {instance: "kubelet:10250", metrics_path: /metrics/cadvisor}}]
                """.formatted(server.getAuthority());
    }
}
