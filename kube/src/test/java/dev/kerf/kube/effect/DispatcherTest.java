package dev.kerf.kube.effect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.lease.Leader;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Fault;
import dev.kerf.testbed.FaultyServer;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Requests sent to a server that fails. */
@OnControlPlane
class DispatcherTest {
    private static final String MAP =
            "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"decided\"}}";
    private final AtomicInteger writes = new AtomicInteger();

    /** A leader, and one for the second time once the first write was refused. */
    private static final class Twice implements Leader {
        private volatile long acquired = System.nanoTime();

        @Override
        public boolean getAsBoolean() {
            return true;
        }

        @Override
        public boolean since(long moment) {
            return moment - acquired >= 0;
        }
    }

    private static Request request(TestNamespace namespace) {
        return Request.post("/api/v1/namespaces/" + namespace.name() + "/configmaps", MAP.getBytes(UTF_8));
    }

    @Test
    void whatFailsInPassingIsSentAgain(ControlPlane plane, TestNamespace namespace) {
        Answer answer = sent(plane, namespace, new Twice(), () -> {});
        assertThat(answer.ok()).isTrue();
        assertThat(writes.get()).isEqualTo(2);
    }

    @Test
    void whatWasDecidedBeforeSomebodyElseLedIsNotSentAgain(ControlPlane plane, TestNamespace namespace) {
        Twice leader = new Twice();
        Answer answer = sent(plane, namespace, leader, () -> leader.acquired = System.nanoTime());
        assertThat(answer.ok()).isFalse();
        assertThat(writes.get()).isEqualTo(1);
        assertThat(namespace.field("configmap/decided", ".metadata.name")).isEmpty();
    }

    @Test
    void whatNobodyWaitsForIsSentWhenNothingUrgentHasBeenForAWhile(ControlPlane plane, TestNamespace namespace) {
        assertThat(order(plane, namespace, Duration.ofSeconds(2), Duration.ofMinutes(1)))
                .containsExactly("urgent-1", "urgent-2", "urgent-3", "quiet");
    }

    @Test
    void whatNobodyWaitsForIsSentInTheEndThoughNoQuietMomentComes(ControlPlane plane, TestNamespace namespace) {
        assertThat(order(plane, namespace, Duration.ofMinutes(1), Duration.ZERO))
                .containsExactly("urgent-1", "quiet", "urgent-2", "urgent-3");
    }

    /** The names of what was sent, as it came to the server: one urgent after the other, and from the first on a quiet one. */
    private static List<String> order(ControlPlane plane, TestNamespace namespace, Duration quiet, Duration latest) {
        List<String> came = new CopyOnWriteArrayList<>();
        try (FaultyServer server = FaultyServer.before(plane, (method, target, nth) -> {
                    came.add(target.substring(target.lastIndexOf('/') + 1));
                    return Fault.NONE;
                });
                Api api = Api.connect(new Access(server.kubeconfig(), null));
                Dispatcher dispatcher = new Dispatcher(api, new Twice(), quiet, latest)) {
            dispatcher.urgent(deletion(namespace, "urgent-1"), first -> {
                dispatcher.quietly(deletion(namespace, "quiet"));
                Thread.startVirtualThread(
                        () -> { // what brought the answer may not wait
                            Await.until("it, where it does not wait", () -> came.contains("quiet") || !latest.isZero());
                            dispatcher.urgent(
                                    deletion(namespace, "urgent-2"),
                                    second -> dispatcher.urgent(deletion(namespace, "urgent-3"), third -> {}));
                        });
            });
            Await.until("all four", () -> came.size() == 4);
        }
        return came;
    }

    private static Request deletion(TestNamespace namespace, String name) {
        return Request.delete("/api/v1/namespaces/" + namespace.name() + "/configmaps/" + name);
    }

    /** The last answer; the first write fails, and then something happens. */
    private Answer sent(ControlPlane plane, TestNamespace namespace, Leader leader, Runnable then) {
        try (FaultyServer server = FaultyServer.before(plane, (method, target, nth) -> {
                    boolean first = method.equals("POST") && writes.incrementAndGet() == 1;
                    if (first) {
                        then.run();
                    }
                    return first ? Fault.BROKEN : Fault.NONE;
                });
                Api api = Api.connect(new Access(server.kubeconfig(), null));
                Dispatcher dispatcher = new Dispatcher(api, leader)) {
            CompletableFuture<Answer> last = new CompletableFuture<>();
            dispatcher.urgent(request(namespace), last::complete);
            return last.join();
        }
    }
}
