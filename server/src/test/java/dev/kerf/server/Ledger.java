package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Share;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.pod.Fractions;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.ServerList;
import dev.kerf.testbed.AuditedRequest;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The books of one test, from what the server shows: who holds what, and what every pod was told. */
final class Ledger implements AutoCloseable {
    private final ControlPlane plane;
    private final TestNamespace namespace;
    private final Api api;

    Ledger(ControlPlane plane, TestNamespace namespace) {
        this.plane = plane;
        this.namespace = namespace;
        this.api = Api.connect(new Access(plane.kubeconfig(), null));
    }

    /**
     * A pod.
     *
     * @param node   empty: none yet
     * @param gpus   whole ones that it asks for
     * @param told   why it is pending; empty: it was not told, or is not
     * @param gang   whose label it has; empty: none
     * @param groups of the cards that it shares
     * @param part   thousandths of each of them
     */
    record Row(String name, String node, int gpus, String told, String gang, List<String> groups, int part) {
        boolean bound() {
            return !node.isEmpty();
        }
    }

    Api api() {
        return api;
    }

    List<Row> pods() {
        return list("Pod", "/api/v1/namespaces/" + namespace.name() + "/pods").stream()
                .map(Ledger::row)
                .toList();
    }

    List<Item> list(String kind, String path) {
        List<Item> items = new ArrayList<>();
        try {
            ServerList.read(new ByteArrayInputStream(api.ask(Request.get(path)).body()), kind, items::add);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return items;
    }

    private static Row row(Item pod) {
        Field root = pod.root();
        Field annotations = root.at("metadata", "annotations");
        String groups = annotations.get("kerf.dev/gpu-groups").text();
        Field limits = root.at("spec", "containers").items().getFirst().at("resources", "limits");
        return new Row(
                pod.name(),
                root.at("spec", "nodeName").text(),
                number(limits.get("nvidia.com/gpu").text()),
                told(root),
                root.at("metadata", "labels").get("gang").text(),
                groups.isEmpty() ? List.of() : List.of(groups.split(",")),
                groups.isEmpty()
                        ? 0
                        : thousandths(annotations.get("kerf.dev/gpu-portion").text()));
    }

    private static int number(String text) {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static int thousandths(String text) {
        try {
            return Fractions.thousandths(text);
        } catch (Fractions.FractionException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String told(Field pod) {
        return pod.at("status", "conditions").items().stream()
                .filter(c -> c.get("type").text().equals("PodScheduled"))
                .filter(c -> c.get("status").text().equals("False"))
                .map(c -> c.get("message").text())
                .findFirst()
                .orElse("");
    }

    /** GPUs of each node that nobody holds, whole or in part. */
    Map<String, Integer> free(List<Row> pods) {
        Map<String, Integer> free = new TreeMap<>();
        list("Node", "/api/v1/nodes?labelSelector=test%3D" + namespace.name())
                .forEach(node -> free.put(
                        node.name(),
                        number(node.root()
                                .at("status", "allocatable")
                                .get("nvidia.com/gpu")
                                .text())));
        Set<String> counted = new HashSet<>();
        for (Row pod : pods) {
            if (pod.bound()) {
                int cards = (int) pod.groups().stream().filter(counted::add).count();
                free.merge(pod.node(), -pod.gpus() - cards, Integer::sum);
            }
        }
        return free;
    }

    /** Thousandths taken of each card that is shared, by its group. */
    static Map<String, Integer> cards(List<Row> pods) {
        Map<String, Integer> cards = new HashMap<>();
        pods.forEach(pod -> pod.groups().forEach(group -> cards.merge(group, pod.part(), Integer::sum)));
        return cards;
    }

    /** No node gives more GPUs than it has, and no card more than itself. */
    void holds() {
        List<Row> pods = pods();
        assertThat(free(pods).values()).as("GPUs free on each node").allMatch(gpus -> gpus >= 0);
        assertThat(cards(pods).values()).as("taken of each card").allMatch(used -> used <= Share.WHOLE);
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

    @Override
    public void close() {
        api.close();
    }
}
