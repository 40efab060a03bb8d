package dev.kerf.kube.install;

import dev.kerf.kube.install.Grant.Scope;
import dev.kerf.kube.reflect.Offer;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything Kerf may do in a cluster, and nothing else: the chart's roles are generated from this, {@code kerf install}
 * applies it, docs/security.md lists it, and a test holds Kerf's own requests against it.
 */
public final class Grants {
    /** Stands for the name of the Lease, which is the scheduler's. */
    public static final String LEASE = "LEASE";

    private static final List<String> LOOK = List.of("list", "watch");
    private static final String CORE = "";

    private static final List<String> CHANGE = List.of("get", "list", "patch");
    private static final String ACTED_ON =
            "changes the size of work, and notes on it what was there before and what stops it";

    /** Of those who let advice be acted on; nobody has them otherwise. */
    private static final List<Grant> SIZING = List.of(
            sizing("kerf.dev", "sizingpolicies", LOOK, "what may be done, where and when"),
            sizing("apps", "deployments", CHANGE, ACTED_ON),
            sizing("apps", "statefulsets", CHANGE, ACTED_ON),
            sizing("apps", "daemonsets", CHANGE, ACTED_ON),
            sizing("apps", "replicasets", CHANGE, ACTED_ON),
            sizing("batch", "jobs", CHANGE, ACTED_ON),
            sizing("batch", "cronjobs", CHANGE, ACTED_ON),
            sizing("kubeflow.org", "notebooks", CHANGE, ACTED_ON),
            sizing(CORE, "pods", CHANGE, "changes the part of a GPU that a pod has in the books"),
            sizing(CORE, "pods", List.of("resize"), "lets its webhook know that it may change a part of a GPU"),
            sizing(
                    "authorization.k8s.io",
                    "subjectaccessreviews",
                    List.of("create"),
                    "asks whether whoever changes the part of a GPU of a pod that runs may"),
            sizing(CORE, "pods/resize", List.of("patch"), "changes CPU and memory of a pod that runs"),
            sizing(CORE, "pods/eviction", List.of("create"), "empties a node, within what PodDisruptionBudgets allow"),
            sizing(CORE, "nodes", CHANGE, "cordons a node that is emptied"),
            sizing(CORE, "namespaces", List.of("get"), "whether people have paused it, or lowered its level"),
            sizing(CORE, "resourcequotas", List.of("list"), "whether there is quota for what grows"),
            sizing(CORE, "limitranges", List.of("list"), "what a container may ask for"),
            sizing("policy", "poddisruptionbudgets", List.of("list"), "which pods may be asked to leave"),
            sizing("autoscaling", "horizontalpodautoscalers", List.of("list"), "whether somebody else scales it"),
            sizing("autoscaling.k8s.io", "verticalpodautoscalers", List.of("list"), "whether somebody else sizes it"),
            sizing("keda.sh", "scaledobjects", List.of("list"), "whether somebody else scales it"),
            sizing(
                    "events.k8s.io",
                    "events",
                    List.of("create"),
                    "tells in kubectl describe what was done, or what stops it"));

    /** In the order of the table. */
    public static final List<Grant> ALL = withOffers(List.of(
            look(CORE, "nodes", "what each node has, and which pods it takes"),
            look(CORE, "pods", "which pods wait, and what the others hold"),
            look(CORE, "namespaces", "labels that affinity selects namespaces by, and the queue a namespace names"),
            look(CORE, "persistentvolumeclaims", "where the volumes of a pod can be reached from"),
            look(CORE, "persistentvolumes", "where the volumes of a pod can be reached from"),
            look("storage.k8s.io", "storageclasses", "where a volume that is made for its first pod can be made"),
            look("scheduling.k8s.io", "priorityclasses", "who goes first"),
            look("policy", "poddisruptionbudgets", "which pods may be asked to leave"),
            write(CORE, "pods/binding", "create", "places a pod on its node"),
            write(CORE, "pods", "get", "learns what became of a binding whose answer was lost"),
            write(
                    CORE,
                    "persistentvolumeclaims",
                    "patch",
                    "tells whoever makes volumes the node that a pod will go to"),
            write(CORE, "persistentvolumes", "patch", "keeps a volume for the claim of a pod that will go to its node"),
            write(CORE, "pods/status", "patch", "says on the pod why it waits, where autoscalers see it too"),
            write(CORE, "pods/eviction", "create", "makes room, within what PodDisruptionBudgets allow"),
            write("events.k8s.io", "events", "create", "tells in kubectl describe what was decided"),
            lease(List.of("create"), "", "makes the Lease by which replicas agree on the one that writes"),
            lease(List.of("get", "update"), LEASE, "sees who leads, and renews its own turn"),
            new Grant(
                    Scope.RESERVATIONS,
                    CORE,
                    "pods",
                    List.of("create", "delete"),
                    "",
                    "makes the pods that hold shared GPUs, and deletes them")));

    private Grants() {}

    private static List<Grant> withOffers(List<Grant> others) {
        List<Grant> all = new ArrayList<>(others);
        for (Offer offer : Offer.GANGS) {
            all.add(look(offer.group(), offer.plural(), "which pods start together"));
        }
        all.add(write(
                "scheduling.k8s.io",
                "podgroups/status",
                "patch",
                "says on the PodGroup whether it has started, or why not"));
        for (Offer offer : Offer.SHARING) {
            all.add(look(offer.group(), offer.plural(), "how the cluster is shared and built"));
        }
        all.add(write(
                "kerf.dev", "queues/status", "patch", "says on the queue what it has, and what is wrong with it"));
        all.addAll(SIZING);
        return List.copyOf(all);
    }

    private static Grant sizing(String group, String resource, List<String> verbs, String why) {
        return new Grant(Scope.SIZING, group, resource, verbs, "", why);
    }

    private static Grant look(String group, String resource, String why) {
        return new Grant(Scope.CLUSTER, group, resource, LOOK, "", why);
    }

    private static Grant write(String group, String resource, String verb, String why) {
        return new Grant(Scope.CLUSTER, group, resource, List.of(verb), "", why);
    }

    private static Grant lease(List<String> verbs, String name, String why) {
        return new Grant(Scope.OWN_NAMESPACE, "coordination.k8s.io", "leases", verbs, name, why);
    }

    /** Those of one scope. */
    public static List<Grant> in(Scope scope) {
        return ALL.stream().filter(grant -> grant.scope() == scope).toList();
    }
}
