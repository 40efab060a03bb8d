package dev.kerf.observe.series;

import dev.kerf.observe.prometheus.Asking;
import dev.kerf.observe.prometheus.Labels;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who owns a pod, as kube-state-metrics tells it: through ReplicaSets and Jobs up to whom a person knows. */
final class Chains implements Owners {
    /** A series of the owners of a kind, and the label that names who is owned. */
    private enum Kind {
        POD("kube_pod_owner", "Pod", "pod"),
        REPLICA_SET("kube_replicaset_owner", "ReplicaSet", "replicaset"),
        JOB("kube_job_owner", "Job", "job_name");

        private final String metric;
        private final String kind;
        private final String label;

        Kind(String metric, String kind, String label) {
            this.metric = metric;
            this.kind = kind;
            this.label = label;
        }
    }

    private final Owners first;
    private final PodLabels podLabels;
    private final Map<String, String> owners = new HashMap<>();

    private Chains(Owners first, PodLabels podLabels) {
        this.first = first;
        this.podLabels = podLabels;
    }

    /** What is told between two moments, after what is known elsewhere. */
    static Chains read(Asking source, PodLabels podLabels, Owners first, Instant from, Instant to) {
        Chains chains = new Chains(first, podLabels);
        for (Kind kind : Kind.values()) {
            source.series(kind.metric, from, to).forEach(each -> chains.put(kind, each));
        }
        return chains;
    }

    private void put(Kind kind, Labels labels) {
        String owner = labels.get("owner_kind");
        boolean none = owner.isEmpty() || owner.equals("<none>");
        if (!none && !labels.get("owner_is_controller").equals("false")) {
            String namespace = namespace(labels);
            owners.put(key(namespace, kind.kind, name(kind, labels)), owner + "/" + labels.get("owner_name"));
        }
    }

    private String namespace(Labels labels) {
        return podLabels.exported() ? labels.get("exported_namespace") : labels.get("namespace");
    }

    private String name(Kind kind, Labels labels) {
        String exported = "exported_" + kind.label;
        return podLabels.exported() && !labels.get(exported).isEmpty() ? labels.get(exported) : labels.get(kind.label);
    }

    private static String key(String namespace, String kind, String name) {
        return namespace + "/" + kind + "/" + name;
    }

    /** The pod itself, where nobody is known to own it. */
    @Override
    public String workload(String namespace, String pod) {
        @Nullable String known = first.workload(namespace, pod);
        String found = "Pod/" + pod;
        for (String next = known; next == null; ) {
            @Nullable String owner = owners.get(namespace + "/" + found);
            next = owner == null ? found : null;
            found = owner == null ? found : owner;
        }
        return known == null ? found : known;
    }

    @Override
    public List<Holder> sharers(String namespace, String pod) {
        return first.sharers(namespace, pod);
    }

    @Override
    public boolean reserves(String namespace, String pod) {
        return first.reserves(namespace, pod);
    }
}
