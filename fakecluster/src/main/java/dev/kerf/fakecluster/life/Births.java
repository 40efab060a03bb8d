package dev.kerf.fakecluster.life;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import dev.kerf.fakecluster.store.Store;
import dev.kerf.fakecluster.store.Stored;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What the server gives an object when it is made. */
final class Births {
    private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX = 5;
    private static final String METADATA = "metadata";
    private static final String STATUS = "status";
    private static final String NAMESPACE = "namespace";
    private static final String PHASE = "phase";
    private static final Set<String> COUNTED = Set.of(
            "pods",
            "deployments.apps",
            "replicasets.apps",
            "statefulsets.apps",
            "daemonsets.apps",
            "replicationcontrollers",
            "jobs.batch",
            "cronjobs.batch",
            "poddisruptionbudgets.policy",
            "networkpolicies.networking.k8s.io",
            "ingresses.networking.k8s.io",
            "priorityclasses.scheduling.k8s.io",
            "endpointslices.discovery.k8s.io",
            "resourceslices.resource.k8s.io",
            "validatingwebhookconfigurations.admissionregistration.k8s.io",
            "mutatingwebhookconfigurations.admissionregistration.k8s.io",
            "customresourcedefinitions.apiextensions.k8s.io");

    private final Store store;
    private final InstantSource clock;
    private final Random dice = new Random();
    private final AtomicInteger addresses = new AtomicInteger();

    Births(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Whether changes of the spec are counted. */
    static boolean counts(Kind kind) {
        return kind.custom() || COUNTED.contains(kind.resource());
    }

    void prepare(Kind kind, String namespace, ObjectNode tree) {
        ObjectNode metadata = Trees.within(tree, METADATA);
        place(kind, namespace, metadata);
        if (!Trees.text(metadata, "resourceVersion").isEmpty()) {
            throw Refusal.badRequest("resourceVersion should not be set on objects to be created");
        }
        String prefix = Trees.text(metadata, "generateName");
        if (Trees.text(metadata, "name").isEmpty() && !prefix.isEmpty()) {
            metadata.put("name", prefix + suffix());
        }
        metadata.put("uid", Registry.uid());
        metadata.put(
                "creationTimestamp",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        metadata.remove(List.of("deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink"));
        if (counts(kind)) {
            metadata.put("generation", 1);
        }
        if (kind.has(STATUS) && !kind.is("nodes")) {
            tree.remove(STATUS);
        }
        Defaults.fill(kind, tree);
        admit(kind, tree);
    }

    private void place(Kind kind, String namespace, ObjectNode metadata) {
        String written = Trees.text(metadata, NAMESPACE);
        if (!kind.namespaced()) {
            metadata.remove(NAMESPACE);
            return;
        }
        if (!written.isEmpty() && !written.equals(namespace)) {
            throw Refusal.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        metadata.put(NAMESPACE, namespace);
        Stored found = store.get("namespaces", "/" + namespace);
        if (found == null) {
            Kind namespaces = new Kind(
                    "",
                    List.of("v1"),
                    "namespaces",
                    NAMESPACE,
                    "Namespace",
                    false,
                    List.of(),
                    List.of(),
                    Set.of(),
                    false);
            throw Refusal.notFound(namespaces, namespace);
        }
        if (Trees.text(found.tree(), STATUS, PHASE).equals("Terminating")) {
            throw Refusal.forbidden(
                    kind,
                    Trees.text(metadata, "name"),
                    "unable to create new content in namespace " + namespace + " because it is being terminated");
        }
    }

    private String suffix() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SUFFIX; i++) {
            text.append(LETTERS.charAt(dice.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private void admit(Kind kind, ObjectNode tree) {
        switch (kind.resource()) {
            case "pods" -> pod(tree);
            case "namespaces" -> {
                Trees.within(tree, "spec").putArray("finalizers").add("kubernetes");
                Trees.within(tree, STATUS).put(PHASE, "Active");
            }
            case "persistentvolumes", "persistentvolumeclaims" ->
                Trees.within(tree, STATUS).put(PHASE, "Pending");
            case "services" -> service(tree);
            case "deployments.apps", "jobs.batch", "replicasets.apps", "statefulsets.apps" ->
                Trees.within(tree, STATUS);
            default -> {}
        }
    }

    private void service(ObjectNode tree) {
        ObjectNode spec = Trees.within(tree, "spec");
        if (!spec.has("clusterIP")) {
            int number = addresses.incrementAndGet();
            String address = "10.96." + number / 250 + "." + (number % 250 + 2);
            spec.put("clusterIP", address);
            spec.putArray("clusterIPs").add(address);
        }
        Trees.within(tree, STATUS, "loadBalancer");
    }

    private void pod(ObjectNode tree) {
        ObjectNode spec = Trees.within(tree, "spec");
        PodDefaults.admit(spec);
        String wanted = Trees.text(spec, "priorityClassName");
        ObjectNode found = wanted.isEmpty() ? preferred() : named(wanted, tree);
        if (found == null) {
            spec.put("priority", 0);
            PodDefaults.text(spec, "preemptionPolicy", "PreemptLowerPriority");
        } else {
            spec.put("priorityClassName", Trees.text(found, METADATA, "name"));
            spec.put("priority", found.path("value").asInt());
            PodDefaults.text(
                    spec, "preemptionPolicy", found.path("preemptionPolicy").asText("PreemptLowerPriority"));
        }
        Trees.within(tree, STATUS).put(PHASE, "Pending").put("qosClass", Quality.of(spec));
    }

    private ObjectNode named(String name, ObjectNode tree) {
        Stored found = store.get("priorityclasses.scheduling.k8s.io", "/" + name);
        if (found == null) {
            Kind pods = new Kind("", List.of("v1"), "pods", "pod", "Pod", true, List.of(), List.of(), Set.of(), false);
            throw Refusal.forbidden(
                    pods, Trees.text(tree, METADATA, "name"), "no PriorityClass with name " + name + " was found");
        }
        return found.tree();
    }

    private @org.jspecify.annotations.Nullable ObjectNode preferred() {
        for (Stored each : store.list("priorityclasses.scheduling.k8s.io").objects()) {
            JsonNode preferred = each.tree().path("globalDefault");
            if (preferred.asBoolean(false)) {
                return each.tree();
            }
        }
        return null;
    }
}
