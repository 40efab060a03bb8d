package dev.kerf.objects;

import dev.kerf.core.model.PartId;
import dev.kerf.core.model.TaskId;
import dev.kerf.objects.pod.Member;
import dev.kerf.objects.pod.PodDraft;

/** What somebody asks about; its pods take part whosever they are. */
public sealed interface Asked {
    /** Whether the pod is of it. */
    boolean covers(PodDraft pod);

    /** What a warning calls it, {@code Pod team/train-0}. */
    String title();

    /** A pod. */
    record OnePod(TaskId id) implements Asked {
        @Override
        public boolean covers(PodDraft pod) {
            return id.equals(new TaskId(pod.namespace(), pod.name()));
        }

        @Override
        public String title() {
            return "Pod " + id;
        }
    }

    /** A gang, or a part of one. */
    record OneGang(PartId id) implements Asked {
        @Override
        public boolean covers(PodDraft pod) {
            Member member = pod.member();
            return member != null && member.isOf(id);
        }

        @Override
        public String title() {
            return id.name().replaceFirst("/", " " + id.namespace() + "/");
        }
    }
}
