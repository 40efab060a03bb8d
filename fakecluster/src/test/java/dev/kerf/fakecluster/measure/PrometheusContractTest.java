package dev.kerf.fakecluster.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.Prometheus;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same questions to the embedded Prometheus and to a real one that has scraped the embedded exporters. All moments lie
 * between two scrapes, since Prometheus 2 and 3 differ in what a range does with a value at its very beginning.
 */
class PrometheusContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    /** So many scrapes: afterwards a real Prometheus no longer shows what was gone before them. */
    private static final int SETTLED = 27;

    private static final List<String> QUERIES = List.of(
            "DCGM_FI_DEV_GPU_UTIL",
            "DCGM_FI_DEV_FB_USED{exported_pod=\"whole\"}",
            "{__name__=~\"DCGM_FI_PROF_.*\", exported_pod!~\"|reser.*\"}",
            "DCGM_FI_DEV_FB_FREE{gpu!=\"0\"}",
            "kube_pod_info",
            "kube_pod_owner{owner_kind='ReplicaSet'}",
            "kube_pod_container_resource_limits{resource=\"nvidia_com_gpu\",unit=\"integer\"}",
            "kube_pod_status_phase",
            "kube_node_status_allocatable",
            "container_memory_working_set_bytes",
            "DCGM_FI_PROF_SM_ACTIVE offset 70s",
            "DCGM_FI_DEV_FB_FREE[1m]",
            "DCGM_FI_DEV_GPU_UTIL[1m30s] offset 1m",
            "avg_over_time(DCGM_FI_PROF_SM_ACTIVE[2m])",
            "max_over_time(DCGM_FI_PROF_SM_ACTIVE[2m])",
            "min_over_time(DCGM_FI_PROF_GR_ENGINE_ACTIVE[2m])",
            "sum_over_time(DCGM_FI_DEV_GPU_UTIL[2m])",
            "count_over_time(DCGM_FI_DEV_GPU_UTIL[2m])",
            "quantile_over_time(0.95, DCGM_FI_PROF_SM_ACTIVE[3m])",
            "quantile_over_time(.5, {__name__=\"DCGM_FI_DEV_FB_USED\"}[3m] offset 1m)",
            "rate(container_cpu_usage_seconds_total[2m])",
            "increase(container_cpu_usage_seconds_total{pod=\"whole\"}[1m])",
            "resets(container_cpu_usage_seconds_total[2m])",
            "kubex_gpu_container_memory_bytes{gpu_uuid!=\"\"}",
            "max_over_time(kubex_gpu_container_memory_bytes[2m])",
            "rate(kubex_gpu_container_sm_utilization_percent_seconds_total[2m])",
            "resets(kubex_gpu_container_sm_utilization_percent_seconds_total[2m])",
            "max_over_time(DCGM_FI_DEV_GPU_UTIL[2m]) > 30.5",
            "sum by (modelName) (DCGM_FI_DEV_FB_USED) > 1e99",
            "kube_pod_container_resource_limits and on (namespace, pod) (kube_pod_status_phase{phase=~\"Pending|Running\"} > 0)",
            "kube_pod_info and on (pod) kube_pod_owner and on (namespace) (kube_pod_status_phase{phase=\"Failed\"} > 0)",
            "sum by (node, resource) (max by (pod, node, resource) (kube_pod_container_resource_limits and on (namespace, pod) kube_pod_info))",
            "sum by (modelName) (DCGM_FI_DEV_FB_USED)",
            "avg(DCGM_FI_PROF_SM_ACTIVE)",
            "max without (gpu, UUID, device) (DCGM_FI_DEV_GPU_UTIL)",
            "min(DCGM_FI_DEV_FB_FREE) by (Hostname)",
            "count by (exported_namespace, exported_pod) (DCGM_FI_DEV_FB_USED)",
            "max by (exported_pod) (max_over_time(DCGM_FI_PROF_SM_ACTIVE[2m] offset 1m))",
            "sum(sum by (namespace, pod) (rate(container_cpu_usage_seconds_total[2m])))");
    private static final List<String> MISTAKES = List.of(
            "sum(",
            "rate(kube_pod_info)",
            "kube_pod_info{",
            "{job=~\".*\"}",
            "sum(kube_pod_info[5m])",
            "kube_pod_info[x]",
            "kube_pod_info[5m] > 1",
            "kube_pod_info and on (pod) kube_pod_owner[5m]",
            "kube_pod_info and on (pod)",
            "");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theSameQuestionsHaveTheSameAnswers() throws IOException {
        Instant began = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 15 * 15)
                .minus(Duration.ofMinutes(40))
                .plus(BETWEEN);
        try (Scene scene = new Scene(began, folder)) {
            Optional<Prometheus> real =
                    Prometheus.start("the embedded Prometheus answers as a real one", configuration(scene), folder);
            if (real.isPresent()) {
                try (Prometheus prometheus = real.get()) {
                    compare(scene, prometheus);
                }
            }
        }
    }

    /** As docs/fakecluster.md has it. */
    private static String configuration(Scene scene) throws IOException {
        String page = Files.readString(Path.of("../docs/fakecluster.md"));
        String yaml =
                page.substring(page.indexOf("scrape_configs:"), page.indexOf("```", page.indexOf("scrape_configs:")));
        return "global: {scrape_interval: 100ms, scrape_timeout: 100ms}\n"
                + yaml.replace("HOST:PORT", scene.cluster.server().getAuthority());
    }

    private void compare(Scene scene, Prometheus real) {
        scene.run(Scene.WHOLE);
        Instant early = scrape(scene, real, 14, 3);
        scene.run(Scene.SHARED);
        Instant both = scrape(scene, real, SETTLED, 4);
        scene.delete("whole");
        Instant late = scrape(scene, real, SETTLED + 12, 4);
        for (String query : QUERIES) {
            for (Instant moment : List.of(early, both, late)) {
                same(scene, real, "query?time=" + moment.getEpochSecond() + "&query=" + encoded(query));
            }
            if (!query.contains("]") || query.contains("(")) {
                same(scene, real, range(query, early.minusSeconds(180), early, "30"));
                same(scene, real, range(query, late.minusSeconds(180), late, "15"));
            }
        }
        same(scene, real, range("max_over_time(DCGM_FI_DEV_GPU_UTIL[2m])", early, late, "1m"));
        same(scene, real, "query?time=" + early.getEpochSecond() + "&query=" + encoded("kube_pod_info offset -30s"));
        catalog(scene, real, late);
        MISTAKES.forEach(each -> refused(scene, real, "query?query=" + encoded(each)));
        refused(scene, real, range("kube_pod_info", late, early, "30"));
        refused(scene, real, range("kube_pod_info", early, late, "0"));
        refused(scene, real, range("kube_pod_info", began(early), late, "0.01"));
        refused(scene, real, range("kube_pod_info[5m]", early, late, "30"));
        refused(scene, real, "query?query=up&time=yesterday");
        refused(scene, real, "series");
    }

    private static Instant began(Instant early) {
        return early.minus(Duration.ofDays(1));
    }

    /** Lets the real one scrape so many jobs so many times, each time one interval later; then it is a little later. */
    private static Instant scrape(Scene scene, Prometheus real, int times, int jobs) {
        for (int i = 0; i < times; i++) {
            long moment = scene.nextScrape().getEpochSecond();
            String all =
                    "count(max by (job) (timestamp({__name__=~\"DCGM_FI_DEV_GPU_UTIL|kube_node_spec_unschedulable|container_memory_working_set_bytes|kubex_gpu_container_memory_bytes\"})) == "
                            + moment + ")";
            String call = "/api/v1/query?time=" + moment + "&query=" + encoded(all);
            Await.until(
                    "a scrape of all that tell",
                    () -> Prometheus.get(real.uri(), call),
                    answer -> answer.contains("\"" + jobs + "\"]"));
        }
        return scene.pass(BETWEEN);
    }

    private static void catalog(Scene scene, Prometheus real, Instant end) {
        String when = "&start=" + end.minusSeconds(1500).getEpochSecond() + "&end=" + end.getEpochSecond();
        String told = "match[]=" + encoded("{__name__=~\"DCGM_.*|kube_.*|kubex_.*|container_.*\"}") + when;
        same(scene, real, "series?" + told.replace("[]", "%5B%5D"));
        same(scene, real, "series?match%5B%5D=kube_pod_info&match%5B%5D=kube_pod_owner" + when);
        same(scene, real, "labels?" + told.replace("[]", "%5B%5D"));
        same(scene, real, "label/exported_pod/values?" + told.replace("[]", "%5B%5D"));
        same(scene, real, "label/__name__/values?" + told.replace("[]", "%5B%5D"));
        same(scene, real, "metadata?metric=DCGM_FI_DEV_FB_USED");
        same(scene, real, "metadata?metric=container_cpu_usage_seconds_total");
        same(scene, real, "metadata?metric=kubex_gpu_container_sm_utilization_percent_seconds_total");
    }

    private static String range(String query, Instant start, Instant end, String step) {
        return "query_range?start=%d&end=%d&step=%s&query=%s"
                .formatted(start.getEpochSecond(), end.getEpochSecond(), step, encoded(query));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void same(Scene scene, Prometheus real, String call) {
        JsonNode expected = answer(Prometheus.get(real.uri(), "/api/v1/" + call));
        JsonNode found = answer(Prometheus.get(scene.cluster.prometheus(), "/api/v1/" + call));
        assertThat(expected.path("status").asText()).as(call).isEqualTo("success");
        assertThat(found.equals(PrometheusContractTest::compared, expected))
                .as("%s%n embedded: %s%n real: %s", call, found, expected)
                .isTrue();
    }

    private static void refused(Scene scene, Prometheus real, String call) {
        JsonNode expected = answer(Prometheus.get(real.uri(), "/api/v1/" + call));
        JsonNode found = answer(Prometheus.get(scene.cluster.prometheus(), "/api/v1/" + call));
        assertThat(found.path("errorType").asText()).as(call).isEqualTo("bad_data");
        assertThat(expected.path("errorType").asText()).as(call).isEqualTo("bad_data");
        assertThat(found.path("error").asText()).as(call).isNotEmpty();
    }

    /** Values that differ in their last digits are the same: versions of Prometheus add up in different orders. */
    private static int compared(JsonNode one, JsonNode other) {
        if (one.equals(other)) {
            return 0;
        }
        if (one.isTextual() || one.isNumber()) {
            double left = number(one);
            double right = number(other);
            return Math.abs(left - right) <= 1e-9 * Math.abs(right) ? 0 : 1;
        }
        return 1;
    }

    private static double number(JsonNode value) {
        try {
            return Double.parseDouble(value.asText());
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }

    /** With series in one order; neither promises any. */
    private static JsonNode answer(String text) {
        try {
            JsonNode answer = JSON.readTree(text);
            if (answer.path("data") instanceof ObjectNode data && data.has("result")) {
                data.set("result", sorted(data.path("result")));
            } else if (answer.path("data").isArray()) {
                ((ObjectNode) answer).set("data", sorted(answer.path("data")));
            }
            return answer;
        } catch (IOException broken) {
            throw new AssertionError(text, broken);
        }
    }

    private static JsonNode sorted(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        items.sort(Comparator.comparing(each -> sortedKeys(each.has("metric") ? each.path("metric") : each)));
        return JSON.valueToTree(items);
    }

    private static String sortedKeys(JsonNode labels) {
        List<String> pairs = new ArrayList<>();
        labels.properties().forEach(each -> pairs.add(each.getKey() + "=" + each.getValue()));
        return pairs.stream().sorted().toList() + (labels.isTextual() ? labels.asText() : "");
    }
}
