package dev.kerf.objects;

import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.TaskId;
import dev.kerf.objects.gang.GangReader;
import dev.kerf.objects.gang.Gangs;
import dev.kerf.objects.node.NodeReader;
import dev.kerf.objects.owner.Owners;
import dev.kerf.objects.pod.Member;
import dev.kerf.objects.pod.PodDraft;
import dev.kerf.objects.pod.PodReader;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Origin;
import dev.kerf.objects.read.Warning;
import dev.kerf.objects.share.Charter;
import dev.kerf.objects.share.Queues;
import dev.kerf.objects.sizing.SizingPolicyReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What has been read so far, object by object, each reduced at once to what is needed of it. */
final class Intake {
    private static final Set<String> CLUSTER_SCOPED = Set.of(
            "Node",
            "Namespace",
            "PriorityClass",
            "PersistentVolume",
            "StorageClass",
            "Queue",
            "Topology",
            "SizingPolicy");
    /** The API groups of the kinds that are used; other objects of that name are not meant. */
    private static final Map<String, Set<String>> GROUPS = Map.ofEntries(
            Map.entry("Node", Set.of("")),
            Map.entry("Pod", Set.of("")),
            Map.entry("Namespace", Set.of("")),
            Map.entry("PersistentVolume", Set.of("")),
            Map.entry("PersistentVolumeClaim", Set.of("")),
            Map.entry("PriorityClass", Set.of("", "scheduling.k8s.io")),
            Map.entry("StorageClass", Set.of("", "storage.k8s.io")),
            Map.entry("Deployment", Set.of("", "apps", "extensions")),
            Map.entry("ReplicaSet", Set.of("", "apps", "extensions")),
            Map.entry("StatefulSet", Set.of("", "apps")),
            Map.entry("Job", Set.of("", "batch")),
            Map.entry("Queue", Charter.KINDS.getOrDefault("Queue", Set.of())),
            Map.entry("SizingPolicy", Set.of(Queues.GROUP)),
            Map.entry("Topology", Charter.KINDS.getOrDefault("Topology", Set.of())),
            Map.entry("PodDisruptionBudget", Charter.KINDS.getOrDefault("PodDisruptionBudget", Set.of())));

    final Set<Warning> warnings = new LinkedHashSet<>();
    final SortedMap<String, Integer> skipped = new TreeMap<>();
    final Map<TaskId, String> absent = new HashMap<>();
    final List<Node> nodes = new ArrayList<>();
    final List<PodDraft> pods = new ArrayList<>();
    final List<SizingPolicy> policies = new ArrayList<>();
    final Charter charter = new Charter();
    final Owners owners = new Owners();
    final Gangs gangs = new Gangs(charter.topologies());
    final Map<PartId, Integer> succeeded = new HashMap<>();
    final Surroundings surroundings = new Surroundings(warnings::add);

    private final ReadOptions options;
    private final Map<String, Origin> seen = new HashMap<>();
    private final Map<String, Integer> generated = new HashMap<>();
    private int objects;

    Intake(ReadOptions options) {
        this.options = options;
    }

    /** How many objects were given. */
    int objects() {
        return objects;
    }

    boolean hasPod(String namespaceAndName) {
        return seen.containsKey("Pod/" + namespaceAndName);
    }

    void accept(Item item) {
        objects++;
        String namespace = namespace(item);
        if (item.kind().isEmpty()) {
            warn(item, "has no kind; it is left out");
            return;
        }
        if (GangReader.reads(item)) {
            gang(item, namespace);
        }
        Set<String> groups = GROUPS.get(item.kind());
        if (groups == null || !groups.contains(item.group())) {
            owners.note(item, namespace);
            if (GangReader.reads(item)) {
                warnings.addAll(item.warnings());
                return;
            }
            skip(groups == null ? item.kind() : item.kind() + "." + item.group());
            return;
        }
        String name = item.kind().equals("Pod") ? podName(item, namespace) : item.name();
        if (isNew(item, namespace, name)) {
            take(item, namespace, name);
        }
    }

    private void gang(Item item, String namespace) {
        if (item.name().isEmpty()) {
            warn(item, "has no metadata.name; it is left out");
        } else {
            gangs.put(GangReader.read(item, namespace));
        }
    }

    private static String namespace(Item item) {
        boolean absent = item.namespace().isEmpty();
        return CLUSTER_SCOPED.contains(item.kind()) ? "" : absent ? "default" : item.namespace();
    }

    private void take(Item item, String namespace, String name) {
        if (!namespace.isEmpty()) {
            surroundings.seen(namespace);
        }
        switch (item.kind()) {
            case "Pod" -> pod(item, namespace, name);
            case "Node" -> nodes.add(NodeReader.read(item, warnings::add));
            case "Namespace", "PriorityClass", "PersistentVolume", "PersistentVolumeClaim", "StorageClass" ->
                surroundings.add(item, namespace);
            case "SizingPolicy" -> policies.add(SizingPolicyReader.read(item));
            case "Queue", "Topology", "PodDisruptionBudget" -> charter.put(item, namespace);
            default -> {
                owners.note(item, namespace);
                owners.add(item, namespace);
            }
        }
        warnings.addAll(item.warnings());
    }

    private void pod(Item item, String namespace, String name) {
        PodReader reader = new PodReader(item);
        if (reader.isReservation()) {
            leaveOut(namespace, name, "holds a GPU for others");
            return;
        }
        owners.pod(reader, namespace);
        if (reader.isFinished()) {
            Member member = reader.member(namespace);
            if (member != null && reader.phase().equals("Succeeded")) {
                succeeded.merge(member.id(), 1, Integer::sum);
            }
            leaveOut(namespace, name, "finished");
        } else if (reader.isPending() && reader.isLeaving()) {
            leaveOut(namespace, name, "being deleted");
        } else {
            PodDraft pod = reader.read(namespace, name);
            if (takesPart(pod)) {
                pods.add(pod);
            } else {
                leaveOut(namespace, name, "scheduler " + pod.spec().scheduler());
            }
        }
    }

    /** The name, or one that the server would have made from {@code generateName}. */
    private String podName(Item item, String namespace) {
        String stem = item.root().at("metadata", "generateName").text();
        if (!item.name().isEmpty() || stem.isEmpty()) {
            return item.name();
        }
        String name;
        do {
            name = stem + (generated.merge(namespace + "/" + stem, 1, Integer::sum) - 1);
        } while (hasPod(namespace + "/" + name));
        return name;
    }

    private boolean isNew(Item item, String namespace, String name) {
        if (name.isEmpty()) {
            warn(item, "has no metadata.name; it is left out");
            return false;
        }
        String key = item.kind() + "/" + (namespace.isEmpty() ? "" : namespace + "/") + name;
        Origin first = seen.putIfAbsent(key, item.origin());
        if (first != null) {
            warn(item, "is given already at " + first + "; this one is left out");
        }
        return first == null;
    }

    private void warn(Item item, String message) {
        warnings.add(item.warning(item.origin().line(), message));
    }

    /** Whether the pod is one of the cluster's tasks; one of another scheduler's that is asked for says so. */
    boolean takesPart(PodDraft pod) {
        if (pod.standing() != null || pod.spec().isFor(options.schedulerName())) {
            return true;
        }
        Asked also = options.also();
        boolean asked = also != null && also.covers(pod);
        if (also != null && asked && warnings.stream().noneMatch(w -> w.object().equals(also.title()))) {
            String message = "is for scheduler " + pod.spec().scheduler() + "; it is looked at as if it were Kerf's";
            warnings.add(new Warning(pod.origin().file(), pod.origin().line(), also.title(), message));
        }
        return asked;
    }

    /** The pod is none of the cluster's tasks. */
    void leaveOut(String namespace, String name, String why) {
        skip("Pod (" + why + ")");
        absent.put(new TaskId(namespace, name), why);
    }

    void skip(String kind) {
        skipped.merge(kind, 1, Integer::sum);
    }
}
