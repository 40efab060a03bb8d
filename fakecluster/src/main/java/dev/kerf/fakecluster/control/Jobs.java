package dev.kerf.fakecluster.control;

import static dev.kerf.fakecluster.schema.Trees.at;
import static dev.kerf.fakecluster.schema.Trees.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Stored;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** So many pods at a time until so many have succeeded, or too many failed. */
final class Jobs implements Controller {
    private static final String RESOURCE = "jobs.batch";
    private static final String PODS = "pods";
    private static final String INDEX = "batch.kubernetes.io/job-completion-index";
    private static final String SPEC = "spec";
    private final World world;

    Jobs(World world) {
        this.world = world;
    }

    @Override
    public void reconcile(Stored job) {
        if (over(job)) {
            return;
        }
        List<Stored> pods = world.owned(job, PODS);
        int succeeded = PodState.count(pods, pod -> PodState.phase(pod, "Succeeded"));
        int failed = PodState.count(pods, pod -> PodState.phase(pod, "Failed"));
        List<Stored> active = pods.stream().filter(PodState::active).toList();
        JsonNode spec = job.tree().path(SPEC);
        JsonNode completions = spec.path("completions");
        boolean queue = !completions.isNumber();
        boolean done = queue ? succeeded > 0 && active.isEmpty() : succeeded >= completions.asInt();
        boolean broken = failed > spec.path("backoffLimit").asInt(6);
        boolean suspended = spec.path("suspend").asBoolean(false);
        int wanted = done || broken || suspended || (queue && succeeded > 0)
                ? 0
                : Math.min(
                        spec.path("parallelism").asInt(1), queue ? Integer.MAX_VALUE : completions.asInt() - succeeded);
        if (!queue || succeeded == 0 || done || broken || suspended) {
            scale(job, pods, active, wanted);
        }
        status(job, new Count(succeeded, failed), done, broken, suspended);
    }

    private record Count(int succeeded, int failed) {}

    private static boolean over(Stored job) {
        for (JsonNode each : at(job.tree(), "status", "conditions")) {
            String type = text(each, "type");
            if ((type.equals("Complete") || type.equals("Failed"))
                    && text(each, "status").equals("True")) {
                return true;
            }
        }
        return false;
    }

    private void scale(Stored job, List<Stored> pods, List<Stored> active, int wanted) {
        List<Integer> free = indexes(job, pods);
        for (int i = active.size(); i < wanted; i++) {
            ObjectNode pod = World.fromTemplate(at(job.tree(), SPEC, "template"));
            ObjectNode metadata = Trees.within(pod, "metadata");
            if (free.isEmpty()) {
                metadata.put("generateName", job.name() + "-");
            } else {
                String index = Integer.toString(free.removeFirst());
                metadata.put("generateName", job.name() + "-" + index + "-");
                Trees.within(metadata, "labels").put(INDEX, index);
                Trees.within(metadata, "annotations").put(INDEX, index);
            }
            world.create(job, PODS, pod);
        }
        active.stream().skip(wanted).forEach(pod -> world.delete(new Ref(PODS, pod.namespace(), pod.name())));
    }

    /** The numbers that no pod has or had with success; none where pods are not numbered. */
    private static List<Integer> indexes(Stored job, List<Stored> pods) {
        List<Integer> free = new ArrayList<>();
        if (text(job.tree(), SPEC, "completionMode").equals("Indexed")) {
            Set<String> taken = new HashSet<>();
            pods.stream()
                    .filter(pod -> PodState.active(pod) || PodState.phase(pod, "Succeeded"))
                    .forEach(pod -> taken.add(PodState.label(pod, INDEX)));
            for (int i = 0; i < at(job.tree(), SPEC, "completions").asInt(); i++) {
                if (!taken.contains(Integer.toString(i))) {
                    free.add(i);
                }
            }
        }
        return free;
    }

    private void status(Stored job, Count count, boolean done, boolean broken, boolean suspended) {
        List<Stored> active =
                world.owned(job, PODS).stream().filter(PodState::active).toList();
        ObjectNode status = Trees.object()
                .put("active", active.size())
                .put("ready", PodState.count(active, PodState::ready))
                .put("succeeded", count.succeeded())
                .put("failed", count.failed())
                .put("terminating", 0);
        JsonNode before = job.tree().path("status");
        if (!suspended && !before.has("startTime")) {
            status.put("startTime", world.now());
        }
        if (before.has("conditions")) {
            status.set("conditions", before.path("conditions").deepCopy());
        }
        if (suspended || before.toString().contains("Suspended")) {
            world.condition(
                    status,
                    "Suspended",
                    suspended,
                    suspended ? "JobSuspended" : "JobResumed",
                    suspended ? "Job suspended" : "Job resumed");
        }
        if (done) {
            status.put("completionTime", world.now());
            world.condition(
                    status,
                    "SuccessCriteriaMet",
                    true,
                    "CompletionsReached",
                    "Reached expected number of succeeded pods");
            world.condition(
                    status, "Complete", true, "CompletionsReached", "Reached expected number of succeeded pods");
        } else if (broken) {
            world.condition(
                    status,
                    "FailureTarget",
                    true,
                    "BackoffLimitExceeded",
                    "Job has reached the specified backoff limit");
            world.condition(
                    status, "Failed", true, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
        }
        world.change(new Ref(RESOURCE, job.namespace(), job.name()), tree -> Trees.within(tree, "status")
                .setAll(status));
    }
}
