package dev.kerf.kube.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.PartId;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.GangVerdict;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Count;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.objects.gang.GangObject;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the object of a gang is told while its pods are bound one after the other. */
@OnControlPlane
class GangNotesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static TaskId pod(TestNamespace namespace, int number) {
        return new TaskId(namespace.name(), "torch-" + number);
    }

    private static PartId gang(TestNamespace namespace) {
        return new PartId(namespace.name(), "PyTorchJob/torch");
    }

    private static GangVerdict starts(TestNamespace namespace) {
        Reason reason = Reason.of(Code.GANG_STARTED, "count", Count.of(2, "pod"), "nodes", "2 nodes");
        return new GangVerdict(gang(namespace), gang(namespace), Fit.FITS, reason);
    }

    private static GangVerdict lacks(TestNamespace namespace) {
        Reason reason = Reason.of(
                Code.GANG_INCOMPLETE, "missing", Count.of(1, "more pod"), "gang", "torch", "needed", 2, "has", 1);
        return new GangVerdict(gang(namespace), gang(namespace), Fit.NOT_NOW, reason);
    }

    private static GangObject object(TestNamespace namespace) {
        return new GangObject("kubeflow.org/v1", "PyTorchJob", namespace.name(), "torch", "1-2-3", 1, "", false);
    }

    /** The events of the namespace after all that was done. */
    private static String events(ControlPlane plane, TestNamespace namespace, Consumer<GangNotes> done) {
        try (Api api = Api.connect(new Access(plane.kubeconfig(), null));
                Dispatcher dispatcher = new Dispatcher(api, () -> true)) {
            done.accept(new GangNotes(dispatcher, new Events(dispatcher, "kerf-1", 1)));
            Await.until("all to be sent", dispatcher::idle, idle -> idle);
        }
        return namespace
                .kubectl("get", "events", "-o", "jsonpath={range .items[*]}{.reason}: {.message}{\"\\n\"}{end}")
                .text();
    }

    @Test
    void aStartIsToldOnceTheServerHasTakenTheLastBinding(ControlPlane plane, TestNamespace namespace) {
        Set<TaskId> both = Set.of(pod(namespace, 0), pod(namespace, 1));
        Consumer<GangNotes> half = notes -> {
            notes.begin(gang(namespace), both);
            notes.tell(starts(namespace), object(namespace), both, NOW);
            notes.end(gang(namespace), pod(namespace, 0), true, NOW);
        };
        assertThat(events(plane, namespace, half)).isEmpty();
        Consumer<GangNotes> whole = half.andThen(notes -> {
            notes.tell(starts(namespace), object(namespace), Set.of(pod(namespace, 1)), NOW);
            notes.end(gang(namespace), pod(namespace, 1), true, NOW);
        });
        assertThat(events(plane, namespace, whole)).isEqualTo("Scheduled: starts with 2 pods on 2 nodes");
    }

    @Test
    void aGangThatLackedAMemberMeanwhileIsNotToldThatItStarts(ControlPlane plane, TestNamespace namespace) {
        Set<TaskId> both = Set.of(pod(namespace, 0), pod(namespace, 1));
        String events = events(plane, namespace, notes -> {
            notes.begin(gang(namespace), both);
            notes.tell(starts(namespace), object(namespace), both, NOW);
            notes.tell(lacks(namespace), object(namespace), both, NOW);
            notes.end(gang(namespace), pod(namespace, 0), true, NOW);
            notes.end(gang(namespace), pod(namespace, 1), true, NOW);
        });
        assertThat(events).isEmpty();
    }
}
