package dev.kerf.cli;

import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.TaskId;
import dev.kerf.kube.act.Policies;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Unreachable;
import dev.kerf.kube.survey.AskedPod;
import dev.kerf.kube.survey.Survey;
import dev.kerf.objects.ReadResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's API server, for commands that look once. Apart from the commands, so that one that answers from files loads
 * nothing of this.
 */
final class ClusterServer implements AutoCloseable {
    private final Api api;
    private final Survey survey;

    private ClusterServer(Api api) {
        this.api = api;
        this.survey = new Survey(api);
    }

    static ClusterServer connect(@Nullable Path kubeconfig, @Nullable String context) {
        return new ClusterServer(Api.connect(new Access(kubeconfig, context)));
    }

    String title() {
        return api.server();
    }

    /** The namespace of the kubeconfig's context. */
    String namespace() {
        return api.namespace();
    }

    /** The pod's own word; null: there is none of that name. */
    @Nullable
    AskedPod pod(TaskId id) {
        return survey.pod(id);
    }

    /** The scheduler that the pods of a gang are for; null: it has no pods. */
    @Nullable
    String schedulerOf(PartId gang) {
        return survey.schedulerOf(gang);
    }

    /** The names of all pods. */
    Set<TaskId> pods() {
        return survey.pods();
    }

    /** The cluster as the scheduler of that name sees it; null: as Kerf and the default one. */
    ReadResult read(@Nullable String scheduler, Instant asOf) {
        try (Doing doing = Doing.onTerminal()) {
            doing.now("reading " + api.server());
            return survey.cluster(scheduler, asOf);
        }
    }

    /** What policies say about the size of work; who may not read them is told, and then none says anything. */
    List<SizingPolicy> policies() {
        try {
            return Policies.now(api);
        } catch (Unreachable closed) {
            System.err.println(
                    "kerf: " + closed.getMessage() + "; parts of GPUs that follow their load are not advised");
            return List.of();
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
