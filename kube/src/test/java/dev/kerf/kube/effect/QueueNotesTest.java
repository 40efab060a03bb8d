package dev.kerf.kube.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.account.QueueState;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.OnControlPlane;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whether queues have to be looked at once more, so that nobody is told of what is gone. */
@OnControlPlane
class QueueNotesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    @Test
    void aQueueThatGoesWhileACycleDecidesIsLookedAtOnceMore(ControlPlane plane) {
        QueueState red = new QueueState("red", new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 0);
        try (Api api = Api.connect(new Access(plane.kubeconfig(), null));
                Dispatcher dispatcher = new Dispatcher(api, () -> true)) {
            QueueNotes notes = new QueueNotes(dispatcher);
            assertThat(notes.sawAny()).isFalse();
            notes.tell(List.of(red), Map.of(), Map.of(), NOW);
            assertThat(notes.sawAny())
                    .as("the cycle saw it, its object is gone")
                    .isTrue();
            notes.tell(List.of(), Map.of(), Map.of(), NOW);
            assertThat(notes.sawAny()).isFalse();
        }
    }
}
