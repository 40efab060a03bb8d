package dev.kerf.objects.gang;

import dev.kerf.objects.read.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Jobs, which go pod by pod unless somebody says how many start together, and JobSets, which start as a whole. */
final class Jobs {
    private static final String MIN = "kai.scheduler/batch-min-member";

    private Jobs() {}

    static GangDraft read(GangForm form) {
        Field label = form.metadata().get("labels").get(MIN);
        Field asked =
                label.present() ? label : form.metadata().get("annotations").get(MIN);
        if (!asked.present()) {
            return form.alone();
        }
        int most = GangForm.count(form.spec().get("parallelism"), 1, 0);
        int min = GangForm.count(asked, 1, 1);
        if (min > most) {
            asked.wrong("“" + min + "” is more than the Job's parallelism of " + most);
        }
        return form.flat(min, null);
    }

    static GangDraft set(GangForm form) {
        List<PartDraft> parts = new ArrayList<>();
        for (Field job : form.spec().get("replicatedJobs").items()) {
            String name = job.get("name").text();
            int replicas = GangForm.count(job.get("replicas"), 1, 0);
            int pods = GangForm.count(job.at("template", "spec", "parallelism"), 1, 0);
            parts.add(PartDraft.all(
                    name,
                    IntStream.range(0, replicas)
                            .mapToObj(i -> PartDraft.of(name + "-" + i, pods))
                            .toList()));
        }
        if (parts.isEmpty()) {
            form.spec().get("replicatedJobs").wrong("is empty; a JobSet needs one job at least");
        }
        parts.removeIf(p -> p.parts().isEmpty());
        boolean inOrder =
                form.spec().at("startupPolicy", "startupPolicyOrder").text().equals("InOrder")
                        || form.spec().get("replicatedJobs").items().stream()
                                .anyMatch(j -> !j.get("dependsOn").items().isEmpty());
        return form.draft(
                inOrder ? GangDraft.Form.PART_BY_PART : GangDraft.Form.TOGETHER, PartDraft.all("", parts), false, null);
    }
}
