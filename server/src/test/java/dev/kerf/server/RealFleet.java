package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.kube.reserve.ReservationForm;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Outcome;
import dev.kerf.testbed.RealNode;
import dev.kerf.testbed.TestNamespace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pods on the real node, and what their containers say. */
record RealFleet(ControlPlane plane, TestNamespace namespace) {
    private static final ReservationForm FORM =
            new ReservationForm(SharedFleet.RESERVATIONS, RealNode.IMAGE, Map.of("hostNetwork", true));
    private static final Pattern LOGGED = Pattern.compile("\\[pod/([^/]+)/[^]]+] (.+)");

    Kerf kerf(Consumer<String> log) {
        return Kerf.on(new Access(plane.kubeconfig(), null), new Profile("kerf", null, FORM), log);
    }

    Outcome pod(String name, String part, int devices) {
        return create(name, "{gpu-fraction: \"%s\", gpu-fraction-num-devices: \"%d\"}".formatted(part, devices), "{}");
    }

    Outcome whole(String name) {
        return create(name, "{}", "{limits: {nvidia.com/gpu: 1}}");
    }

    private Outcome create(String name, String annotations, String resources) {
        String yaml = """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, labels: {fleet: "real"}, annotations: %s}
                spec:
                  schedulerName: kerf
                  hostNetwork: true
                  automountServiceAccountToken: false
                  terminationGracePeriodSeconds: 1
                  containers:
                    - name: main
                      image: %s
                      imagePullPolicy: Never
                      command: [sh, -c, "echo $NVIDIA_VISIBLE_DEVICES $GPU_PORTION $CUDA_DEVICE_MEMORY_LIMIT; sleep 3600"]
                      resources: %s
                """.formatted(name, annotations, RealNode.IMAGE, resources);
        return plane.kubectl().reading(yaml).run("-n", namespace.name(), "create", "-f", "-");
    }

    void awaitRunning(List<String> pods) {
        Await.until("all to run", () -> waiting(pods), Map::isEmpty);
    }

    /** Those that do not run, with their phase and sentence. */
    private Map<String, String> waiting(List<String> pods) {
        Map<String, String> phases =
                fields("{.status.phase} {.status.conditions[?(@.type==\"PodScheduled\")].message}");
        Map<String, String> waiting = new TreeMap<>();
        pods.forEach(pod -> waiting.put(pod, phases.getOrDefault(pod, "not there")));
        waiting.values().removeIf(phase -> phase.startsWith("Running"));
        return waiting;
    }

    /** What the template makes of each pod, by name; one question for all of them, since each costs a process. */
    private Map<String, String> fields(String template) {
        return lines(namespace
                .kubectl("get", "pods", "-o", "jsonpath={range .items[*]}{.metadata.name}=" + template + "{'\\n'}{end}")
                .text());
    }

    private static Map<String, String> lines(String text) {
        return text.lines()
                .filter(line -> line.contains("="))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    }

    String said(String pod) {
        return namespace.field("pod/" + pod, ".status.conditions[?(@.type==\"PodScheduled\")].message");
    }

    /** What its container printed when it started. */
    String printed(String pod) {
        return printed(List.of(pod)).getOrDefault(pod, "");
    }

    /** What the container of each printed last. */
    private Map<String, String> printed(List<String> pods) {
        return Await.until(
                "a line of each of " + pods, this::logs, logs -> logs.keySet().containsAll(pods));
    }

    private Map<String, String> logs() {
        return namespace
                .kubectl(
                        "logs",
                        "--selector=fleet=real",
                        "--prefix",
                        "--tail=1",
                        "--ignore-errors",
                        "--max-log-requests=99")
                .out()
                .lines()
                .map(LOGGED::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(
                        line -> line.group(1), line -> line.group(2).strip()));
    }

    /** The GPU that each group's one reservation was given; a group with several, or one that does not run, is absent. */
    private Map<String, String> held() {
        String rows = plane.kubectl(
                        "-n",
                        SharedFleet.RESERVATIONS,
                        "get",
                        "pods",
                        "-o",
                        "jsonpath={range .items[*]}{.metadata.labels.runai-gpu-group} {.status.phase} "
                                + "{.status.containerStatuses[0].lastState.terminated.message} {.metadata.deletionTimestamp}{'\\n'}{end}")
                .text();
        Map<String, String> held = new HashMap<>();
        Set<String> several = new HashSet<>();
        for (String row : rows.lines().filter(r -> !r.isBlank()).toList()) {
            String[] words = row.strip().split(" ");
            boolean runs = words.length == 3 && words[1].equals("Running");
            if (held.put(words[0], runs ? words[2] : row) != null) {
                several.add(words[0]);
            }
        }
        held.keySet().removeAll(several);
        return held;
    }

    /** What containers print, what the API has of them and what the reservations were given becomes one and the same. */
    void awaitBooksAgree(List<String> pods) {
        Await.until("every group to have one reservation, of its own GPU", () -> mistakes(pods), ""::equals);
        assertNoCardIsOver(pods);
    }

    private void assertNoCardIsOver(List<String> pods) {
        Map<String, Integer> used = new HashMap<>();
        Map<String, String> all = printed(pods);
        for (String pod : pods) {
            String[] printed = all.getOrDefault(pod, "").split(" ");
            int part = printed.length > 1 ? (int) Math.round(Double.parseDouble(printed[1]) * 1000) : 1000;
            Arrays.stream(printed[0].split(",")).forEach(gpu -> used.merge(gpu, part, Integer::sum));
        }
        assertThat(used.values()).allMatch(part -> part <= 1000, "no card is given away twice: " + used);
    }

    private String mistakes(List<String> pods) {
        Map<String, String> held = held();
        StringBuilder mistakes = new StringBuilder();
        Set<String> groups = new HashSet<>();
        Map<String, String> annotations = fields("{.metadata.annotations.kerf\\.dev/gpu-groups}");
        Map<String, String> all = printed(pods);
        for (String pod : pods) {
            String annotated = annotations.getOrDefault(pod, "");
            String printed = all.getOrDefault(pod, "").split(" ")[0];
            if (!annotated.isEmpty()) {
                List<String> names = List.of(annotated.split(","));
                List<String> gpus =
                        names.stream().map(g -> held.getOrDefault(g, "nothing")).toList();
                groups.addAll(names);
                if (!String.join(",", gpus).equals(printed)) {
                    mistakes.append(pod)
                            .append(" printed ")
                            .append(printed)
                            .append(" but its cards are ")
                            .append(gpus)
                            .append('\n');
                }
            }
        }
        if (!held.keySet().equals(groups)) {
            mistakes.append("reservations ").append(held).append(" for groups ").append(groups);
        }
        return mistakes.toString();
    }

    void deleteOneReservation() {
        String name = plane.kubectl(
                        "-n", SharedFleet.RESERVATIONS, "get", "pods", "-o", "jsonpath={.items[0].metadata.name}")
                .text();
        plane.kubectl("-n", SharedFleet.RESERVATIONS, "delete", "pod", name).text();
    }
}
