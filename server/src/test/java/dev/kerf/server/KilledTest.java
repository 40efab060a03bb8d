package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Fault;
import dev.kerf.testbed.FaultyServer;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Option;
import dev.kerf.testbed.Own;
import dev.kerf.testbed.TestNamespace;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Kerf killed, as by kill -9, between every two of its writes; each next process finds what the one before left. A process
 * gets one write done before it is killed, every other one two. Nine bindings, a reservation and a sentence are to be
 * written, so that six processes are killed at least, however fast they are.
 */
@OnControlPlane
class KilledTest {
    private static final int FEWEST_KILLS = 6;
    private static final int MOST_LIVES = 60;

    /** What the process that lives now has written, and its end. */
    private static final class Life {
        private final boolean lastOneArrives;
        private final AtomicInteger writes = new AtomicInteger();
        private final CompletableFuture<Process> process = new CompletableFuture<>();
        private volatile boolean over;

        Life(boolean lastOneArrives) {
            this.lastOneArrives = lastOneArrives;
        }

        /** The first write is answered; at the second the process dies, with the write on its way or not. */
        synchronized Fault write() {
            if (over) {
                return Fault.SILENT;
            }
            if (writes.incrementAndGet() == 1) {
                return Fault.NONE;
            }
            over = true;
            process.join().destroyForcibly();
            return lastOneArrives ? Fault.LOST : Fault.SILENT;
        }
    }

    private volatile Life life = new Life(false);

    @Test
    void aProcessKilledBetweenAnyTwoWritesLeavesNothingThatTheNextOneCannotFinish(@Own(Option.AUDIT) ControlPlane plane)
            throws Exception {
        TestNamespace namespace = plane.freshNamespace();
        new Fleet(plane, namespace)
                .nodes(2, "n", 4)
                .gang("crew", 3)
                .pods(4, "one", 1)
                .parts(2, "half", "0.5")
                .pods(1, "five", 5);
        File log = plane.directory().resolve("killed.log").toFile();
        try (Ledger ledger = new Ledger(plane, namespace);
                FaultyServer server = FaultyServer.before(
                        plane, (method, target, nth) -> asks(method, target) ? Fault.NONE : life.write())) {
            Ending ending = new Ending(namespace, ledger);
            Path kubeconfig = server.kubeconfig();
            int kills = 0;
            while (kills < MOST_LIVES && live(kubeconfig, namespace.name(), log, kills % 2 == 0, ending)) {
                kills++;
                ledger.holds();
            }
            assertThat(kills).as("processes that were killed").isBetween(FEWEST_KILLS, MOST_LIVES - 1);
            assertThat(ending.open()).isEmpty();
            assertThat(ledger.pods().stream().filter(Ledger.Row::bound)).hasSize(9);
            ledger.boundOnce();
            FaultReport.write("%d processes killed between two writes".formatted(kills));
        }
    }

    private static boolean asks(String method, String target) {
        return method.equals("GET") || target.contains("selfsubjectaccessreviews");
    }

    /** Whether the process had to be killed; otherwise there was nothing left to write for it. */
    private boolean live(Path kubeconfig, String scheduler, File log, boolean lastOneArrives, Ending ending)
            throws InterruptedException {
        Life now = new Life(lastOneArrives);
        life = now;
        Process process = Replica.start(kubeconfig, scheduler, log);
        now.process.complete(process);
        try {
            Await.until(
                    "a second write, or nothing left to do",
                    () -> now.over || ending.open().isEmpty());
        } finally {
            process.destroyForcibly().waitFor();
        }
        return now.over;
    }
}
