package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.AuditedRequest;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The pods of a test as the real API server has them, and what must hold of them whatever failed. */
final class Ledger {
    private static final String PODS = "jsonpath={range .items[*]}{.metadata.name};{.spec.nodeName};"
            + "{.spec.containers[0].resources.limits.nvidia\\.com/gpu};"
            + "{.status.conditions[?(@.type==\"PodScheduled\")].message}{\"\\n\"}{end}";
    private static final String NODES =
            "jsonpath={range .items[*]}{.metadata.name};{.status.allocatable.nvidia\\.com/gpu}{\"\\n\"}{end}";
    private final ControlPlane plane;
    private final TestNamespace namespace;

    Ledger(ControlPlane plane, TestNamespace namespace) {
        this.plane = plane;
        this.namespace = namespace;
    }

    /** A pod; of one that is pending, what it was told. */
    record Row(String name, String node, int gpus, String told) {
        boolean bound() {
            return !node.isEmpty();
        }
    }

    List<Row> pods() {
        return namespace
                .kubectl("get", "pods", "-o", PODS)
                .text()
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(";", 4))
                .map(part -> new Row(part[0], part[1], Integer.parseInt(part[2]), part[3]))
                .toList();
    }

    /** GPUs of each node that nobody holds. */
    Map<String, Integer> free(List<Row> pods) {
        Map<String, Integer> free = new TreeMap<>();
        plane.kubectl("get", "nodes", "-l", "test=" + namespace.name(), "-o", NODES)
                .text()
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split(";"))
                .forEach(part -> free.put(part[0], Integer.parseInt(part[1])));
        pods.stream().filter(Row::bound).forEach(pod -> free.merge(pod.node(), -pod.gpus(), Integer::sum));
        return free;
    }

    /** Whether every pod stands somewhere or fits nowhere, and those that wait were told so. */
    boolean settled() {
        List<Row> pods = pods();
        Map<String, Integer> free = free(pods);
        return pods.stream()
                .filter(pod -> !pod.bound())
                .allMatch(pod -> !pod.told().isEmpty() && free.values().stream().allMatch(gpus -> gpus < pod.gpus()));
    }

    /** No node gives more than it has. */
    void holds() {
        assertThat(free(pods()).values()).as("GPUs free on each node").allMatch(gpus -> gpus >= 0);
    }

    /** How many bindings the server took, by pod. */
    Map<String, Long> bindings() {
        return plane.auditedWrites("admin").stream()
                .filter(write -> write.namespace().equals(namespace.name()))
                .filter(write -> write.subresource().equals("binding") && write.status() == 201)
                .collect(Collectors.groupingBy(AuditedRequest::name, TreeMap::new, Collectors.counting()));
    }

    /** Nobody was bound twice, and whoever stands somewhere was bound. */
    void boundOnce() {
        Map<String, Long> bindings = bindings();
        assertThat(bindings.values()).as("bindings of each pod: " + bindings).allMatch(times -> times == 1);
        assertThat(bindings.keySet())
                .containsAll(pods().stream().filter(Row::bound).map(Row::name).toList());
    }
}
