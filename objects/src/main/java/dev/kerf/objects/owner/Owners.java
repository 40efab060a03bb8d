package dev.kerf.objects.owner;

import dev.kerf.objects.pod.OwnerRef;
import dev.kerf.objects.pod.PodDraft;
import dev.kerf.objects.pod.PodReader;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.terms.TermsDraft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who owns what in the input. An owner that wants more pods than the input has of its own, finished ones aside, gets the
 * missing ones made up from its template, numbered from the first free name on; so a file with a Deployment alone gives
 * all its pods, and a dump that has the pods too gives each of them once. Of owners that own each other
 * (Deployment, ReplicaSet) only the topmost one is asked.
 */
public final class Owners {
    private static final int LONGEST_CHAIN = 10;
    private static final String REPLICA_SET = "ReplicaSet";
    private static final String TEMPLATE_HASH = "pod-template-hash";

    private final Map<String, OwnerRef> parents = new HashMap<>();
    private final Map<String, TermsDraft> terms = new HashMap<>();
    private final Set<String> replicaSets = new HashSet<>();
    private final Map<String, WorkloadDraft> workloads = new LinkedHashMap<>();
    private final List<OwnedPod> pods = new ArrayList<>();

    /** A pod of the input that has an owner. */
    private record OwnedPod(
            String namespace,
            OwnerRef owner,
            @Nullable String hash,
            String phase,
            @Nullable String index) {}

    /** The pods that a workload has in the input. */
    private static final class Present {
        private int alive;
        private int succeeded;
        private final Set<String> indexes = new HashSet<>();
    }

    /** Notes who owns the object, whatever its kind, and on what terms its pods are. */
    public void note(Item item, String namespace) {
        String key = new OwnerRef(item.kind(), item.name()).key(namespace);
        OwnerRef parent = OwnerRef.read(item.root().get("metadata"));
        TermsDraft said = TermsDraft.read(item.root().get("metadata"));
        if (parent != null) {
            parents.put(key, parent);
        }
        if (!said.equals(TermsDraft.NONE)) {
            terms.put(key, said);
        }
        if (item.kind().equals(REPLICA_SET)) {
            replicaSets.add(key);
        }
    }

    /** Takes an owner whose missing pods are made up. */
    public void add(Item item, String namespace) {
        WorkloadDraft workload = new WorkloadReader(item, namespace).read();
        workloads.put(workload.self().key(namespace), workload);
    }

    /** Notes a pod of the input, whether it takes part or not. */
    public void pod(PodReader pod, String namespace) {
        OwnerRef owner = pod.owner();
        if (owner != null) {
            Map<String, String> labels = pod.labels();
            pods.add(new OwnedPod(
                    namespace,
                    owner,
                    labels.get(TEMPLATE_HASH),
                    pod.phase(),
                    labels.get(WorkloadDraft.COMPLETION_INDEX)));
        }
    }

    public boolean hasPodsOf(String kind) {
        return pods.stream().anyMatch(pod -> pod.owner().kind().equals(kind));
    }

    /** The owner a person knows: {@code Deployment/web}; the pod itself where it has none. */
    public String workload(PodDraft pod) {
        List<OwnerRef> chain = chain(pod);
        return chain.isEmpty() ? "Pod/" + pod.name() : chain.getLast().toString();
    }

    /** What its owners say of its terms, the nearest first. */
    public TermsDraft terms(PodDraft pod) {
        TermsDraft all = TermsDraft.NONE;
        for (OwnerRef owner : terms.isEmpty() ? List.<OwnerRef>of() : chain(pod)) {
            all = all.orElse(terms.getOrDefault(owner.key(pod.namespace()), TermsDraft.NONE));
        }
        return all;
    }

    private List<OwnerRef> chain(PodDraft pod) {
        return chain(pod.namespace(), pod.owner(), pod.labels().get(TEMPLATE_HASH));
    }

    /** The owner, its owner and so on, as far as the input tells. */
    private List<OwnerRef> chain(String namespace, @Nullable OwnerRef first, @Nullable String hash) {
        List<OwnerRef> chain = new ArrayList<>();
        OwnerRef owner = first;
        while (owner != null && chain.size() < LONGEST_CHAIN && !owner.kind().equals("Node")) {
            chain.add(owner);
            owner = parent(owner, namespace, hash);
        }
        return chain;
    }

    /** A ReplicaSet that is not in the input still betrays its Deployment by its name. */
    private @Nullable OwnerRef parent(OwnerRef owner, String namespace, @Nullable String hash) {
        String key = owner.key(namespace);
        if (hash != null && owner.kind().equals(REPLICA_SET) && !replicaSets.contains(key)) {
            String end = "-" + hash;
            return owner.name().endsWith(end)
                    ? new OwnerRef(
                            "Deployment", owner.name().substring(0, owner.name().length() - end.length()))
                    : null;
        }
        return parents.get(key);
    }

    /**
     * The pods that owners want and the input does not have.
     *
     * @param taken whether a pod {@code NAMESPACE/NAME} is in the input
     */
    public List<PodDraft> missing(Predicate<String> taken) {
        Map<String, Present> present = new HashMap<>();
        for (OwnedPod pod : pods) {
            for (OwnerRef owner : chain(pod.namespace(), pod.owner(), pod.hash())) {
                count(pod, present.computeIfAbsent(owner.key(pod.namespace()), k -> new Present()));
            }
        }
        List<PodDraft> made = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Predicate<String> free = name -> !taken.test(name) && names.add(name);
        // StatefulSets first: their pods' names are not theirs to choose
        Comparator<WorkloadDraft> order = Comparator.comparing(workload -> !workload.isStatefulSet());
        workloads.values().stream().filter(this::isTopmost).sorted(order).forEach(workload -> {
            String key = workload.self().key(workload.namespace());
            make(workload, present.getOrDefault(key, new Present()), free, made);
        });
        return made;
    }

    private static void count(OwnedPod pod, Present present) {
        switch (pod.phase()) {
            case "Succeeded" -> present.succeeded++;
            case "Failed" -> {
                return;
            }
            default -> present.alive++;
        }
        if (pod.index() != null) {
            present.indexes.add(pod.index());
        }
    }

    private boolean isTopmost(WorkloadDraft workload) {
        String namespace = workload.namespace();
        return chain(namespace, workload.self(), null).stream()
                .skip(1)
                .noneMatch(owner -> workloads.containsKey(owner.key(namespace)));
    }

    private static void make(WorkloadDraft workload, Present present, Predicate<String> isFree, List<PodDraft> made) {
        int wanted = workload.wanted(present.succeeded);
        int missing = workload.isStatefulSet() ? wanted : wanted - present.alive;
        for (int number = workload.first(); missing > 0; number++) {
            boolean free = !present.indexes.contains(Integer.toString(number))
                    && isFree.test(workload.namespace() + "/" + workload.podName(number));
            if (free) {
                made.add(workload.pod(number));
            }
            missing -= free || workload.isStatefulSet() ? 1 : 0;
        }
    }
}
