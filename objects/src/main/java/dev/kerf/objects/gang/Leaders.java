package dev.kerf.objects.gang;

import dev.kerf.objects.read.Field;
import java.util.ArrayList;
import java.util.List;

/** A leader with its workers: LeaderWorkerSets, Ray clusters, and InferenceServices of several nodes. */
final class Leaders {
    private Leaders() {}

    /** One gang for each group of the set; the workers of a leader that must be ready first come after it. */
    static GangDraft leaderWorkerSet(GangForm form) {
        int size = GangForm.count(form.spec().at("leaderWorkerTemplate", "size"), 1, 1);
        List<PartDraft> parts = new ArrayList<>(List.of(PartDraft.of("leader", 1)));
        if (size > 1) {
            parts.add(PartDraft.of("workers", size - 1));
        }
        boolean leaderFirst = form.spec().get("startupPolicy").text().equals("LeaderReady");
        return form.draft(
                leaderFirst ? GangDraft.Form.PART_BY_PART : GangDraft.Form.TOGETHER,
                PartDraft.all("", parts),
                false,
                null);
    }

    /** The head and of each group of workers what it has at the least. */
    static GangDraft rayCluster(GangForm form) {
        List<PartDraft> parts = new ArrayList<>(List.of(PartDraft.of("headgroup", 1)));
        for (Field group : form.spec().get("workerGroupSpecs").items()) {
            if (!group.get("suspend").flag()) {
                parts.add(PartDraft.of(group.get("groupName").text(), workers(group)));
            }
        }
        return form.parts(0, parts);
    }

    private static int workers(Field group) {
        int replicas = GangForm.count(group.get("replicas"), 1, 0);
        int least = GangForm.count(group.get("minReplicas"), replicas, 0);
        int most = GangForm.count(group.get("maxReplicas"), Math.max(replicas, least), 0);
        if (least > most) {
            group.get("minReplicas").wrong("“" + least + "” is more than maxReplicas, " + most);
        }
        return least * GangForm.count(group.get("numOfHosts"), 1, 1);
    }

    /** A predictor of several nodes is a gang; any other goes pod by pod. */
    static GangDraft inferenceService(GangForm form) {
        Field worker = form.spec().at("predictor", "workerSpec");
        if (!worker.present()) {
            return form.alone();
        }
        int nodes = GangForm.count(worker.get("pipelineParallelSize"), 2, 1);
        if (nodes < 2) {
            worker.get("pipelineParallelSize").wrong("“" + nodes + "” leaves no node for a worker; say 2 or more");
        }
        return form.parts(0, List.of(PartDraft.of("head", 1), PartDraft.of("worker", Math.max(1, nodes - 1))));
    }
}
