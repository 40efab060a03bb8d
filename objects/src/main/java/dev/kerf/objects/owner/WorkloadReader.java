package dev.kerf.objects.owner;

import dev.kerf.objects.pod.Membership;
import dev.kerf.objects.pod.OwnerRef;
import dev.kerf.objects.pod.SpecDraft;
import dev.kerf.objects.pod.SpecReader;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.terms.TermsDraft;
import dev.kerf.objects.volume.VolumeUse;

/** Deployments, ReplicaSets, StatefulSets and Jobs, and how many pods each wants. */
final class WorkloadReader {
    /** More pods than any one owner sensibly has: a slip of the pen must not fill the memory. */
    private static final int MOST = 100_000;

    private final Item item;
    private final String namespace;
    private final Field root;
    private final Field spec;

    WorkloadReader(Item item, String namespace) {
        this.item = item;
        this.namespace = namespace;
        this.root = item.root();
        this.spec = root.get("spec");
    }

    WorkloadDraft read() {
        boolean job = item.kind().equals("Job");
        int replicas = job ? jobReplicas() : spec.get("replicas").integer(1, 0, MOST);
        int completions = job ? completions() : WorkloadDraft.FOREVER;
        int succeeded = root.at("status", "succeeded").integer(0, 0, Integer.MAX_VALUE);
        int first = spec.at("ordinals", "start").integer(0, 0, Integer.MAX_VALUE - MOST);
        Field template = spec.get("template");
        TermsDraft terms = TermsDraft.read(template.get("metadata"));
        SpecDraft pods = new SpecReader(item, template)
                .read(root.absent())
                .withVolumes(VolumeUse.ofTemplates(spec.get("volumeClaimTemplates")));
        return new WorkloadDraft(
                item.origin(),
                namespace,
                new OwnerRef(item.kind(), item.name()),
                replicas,
                completions,
                succeeded,
                first,
                spec.get("completionMode").text().equals("Indexed"),
                root.at("metadata", "creationTimestamp").time(),
                template.at("metadata", "labels").texts(),
                pods,
                Membership.read(template),
                terms);
    }

    private int jobReplicas() {
        boolean over = root.at("status", "conditions").items().stream()
                .filter(c -> c.get("status").text().equals("True"))
                .map(c -> c.get("type").text())
                .anyMatch(
                        type -> type.equals("Complete") || type.equals("Failed") || type.equals("SuccessCriteriaMet"));
        int parallel = spec.get("parallelism").integer(1, 0, MOST);
        return over || spec.get("suspend").flag() ? 0 : parallel;
    }

    /** Neither parallelism nor completions given means one; parallelism alone a queue of work without a number. */
    private int completions() {
        boolean queue =
                spec.get("parallelism").present() && !spec.get("completions").present();
        return queue ? WorkloadDraft.FOREVER : spec.get("completions").integer(1, 0, Integer.MAX_VALUE);
    }
}
