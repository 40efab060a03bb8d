package dev.kerf.cli;

import dev.kerf.core.advise.Action;
import dev.kerf.core.model.TaskId;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.advise.Patch;
import dev.kerf.objects.advise.Patches;
import dev.kerf.objects.write.Documents;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Carries the story's advice out, through the API as any client would. */
final class StoryActs {
    private final Api api;

    StoryActs(Api api) {
        this.api = api;
    }

    void apply(Action action) {
        Patches.of(action).forEach(this::patch);
        List<TaskId> leaving =
                switch (action) {
                    case Action.Drain drain -> drain.tasks();
                    case Action.Move move -> move.tasks();
                    default -> List.of();
                };
        leaving.forEach(this::evict);
    }

    /** Takes nothing new from now on. */
    void cordon(String node) {
        apply(new Action.Drain(node, List.of()));
    }

    /** Takes something new again. */
    void uncordon(String node) {
        patch(new Patch("v1", "Node", "", node, Map.of("spec", Map.of("unschedulable", false))));
    }

    private void patch(Patch patch) {
        String group = patch.apiVersion().contains("/") ? "/apis/" + patch.apiVersion() : "/api/" + patch.apiVersion();
        String place = patch.namespace().isEmpty() ? "" : "/namespaces/" + patch.namespace();
        String path = group + place + "/" + patch.kind().toLowerCase(Locale.ROOT) + "s/" + patch.name();
        taken(api.ask(Request.strategicPatch(path, Documents.bytes(patch.body()))), patch.toString());
    }

    private void evict(TaskId task) {
        String path = "/api/v1/namespaces/" + task.namespace() + "/pods/" + task.name() + "/eviction";
        Map<String, Object> eviction = Map.of(
                "apiVersion",
                "policy/v1",
                "kind",
                "Eviction",
                "metadata",
                Map.of("name", task.name(), "namespace", task.namespace()));
        taken(api.ask(Request.post(path, Documents.bytes(eviction))), "eviction of " + task);
    }

    private static void taken(Answer answer, String what) {
        if (!answer.ok()) {
            throw new IllegalStateException("the embedded cluster refused " + what + ": " + answer.message());
        }
    }
}
