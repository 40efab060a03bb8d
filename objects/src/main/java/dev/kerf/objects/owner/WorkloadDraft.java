package dev.kerf.objects.owner;

import dev.kerf.objects.pod.Member;
import dev.kerf.objects.pod.Membership;
import dev.kerf.objects.pod.OwnerRef;
import dev.kerf.objects.pod.PodDraft;
import dev.kerf.objects.pod.SpecDraft;
import dev.kerf.objects.read.Origin;
import dev.kerf.objects.terms.TermsDraft;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * An owner that makes pods from a template.
 *
 * @param self        its kind and name
 * @param replicas    how many pods it wants at a time
 * @param completions how many it wants to see succeed; {@link #FOREVER}: none ever end
 * @param succeeded   how many did
 * @param first       the number of its first pod
 * @param indexed     a Job whose pods are numbered
 * @param labels      of its pods
 * @param spec        of its pods
 * @param membership  how its pods tell which gang they are of
 * @param terms       on what terms its pods say they use the cluster
 */
record WorkloadDraft(
        Origin origin,
        String namespace,
        OwnerRef self,
        int replicas,
        int completions,
        int succeeded,
        int first,
        boolean indexed,
        Instant created,
        Map<String, String> labels,
        SpecDraft spec,
        Membership membership,
        TermsDraft terms) {
    static final int FOREVER = -1;
    static final String COMPLETION_INDEX = "batch.kubernetes.io/job-completion-index";

    boolean isStatefulSet() {
        return self.kind().equals("StatefulSet");
    }

    /** How many pods it wants to have, after so many succeeded. */
    int wanted(int succeededPods) {
        if (completions == FOREVER) {
            return replicas;
        }
        return Math.max(0, Math.min(replicas, completions - Math.max(succeeded, succeededPods)));
    }

    String podName(int number) {
        return self.name() + "-" + number;
    }

    PodDraft pod(int number) {
        Map<String, String> all = podLabels(number);
        Member member = membership.of(namespace, all, self);
        return new PodDraft(origin, namespace, podName(number), all, created, self, null, spec, member, terms, null);
    }

    private Map<String, String> podLabels(int number) {
        Map<String, String> all = new HashMap<>(labels);
        switch (self.kind()) {
            case "StatefulSet" -> {
                all.put("statefulset.kubernetes.io/pod-name", podName(number));
                all.put("apps.kubernetes.io/pod-index", Integer.toString(number));
            }
            case "Job" -> {
                all.put("batch.kubernetes.io/job-name", self.name());
                all.put("job-name", self.name());
                if (indexed) {
                    all.put(COMPLETION_INDEX, Integer.toString(number));
                }
            }
            default -> {}
        }
        return all;
    }
}
