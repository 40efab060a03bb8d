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
        return List.copyOf(all);
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
