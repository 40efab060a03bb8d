package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Fault;
import dev.kerf.testbed.FaultyServer;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.TestNamespace;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Kerf killed, as by kill -9, between every two of its writes; each next process finds what the one before left. A process
 * gets one write done before it is killed, every other one two. Six bindings and four sentences are to be written, so
 * that six processes are killed at least, however fast they are.
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
    void aProcessKilledBetweenAnyTwoWritesLeavesNothingThatTheNextOneCannotFinish(
            ControlPlane plane, TestNamespace namespace) throws Exception {
        new Fleet(plane, namespace).nodes(3, "n", 2).pods(9, "one", 1).pods(1, "three", 3);
        Ledger ledger = new Ledger(plane, namespace);
        File log = plane.directory().resolve("killed.log").toFile();
        try (FaultyServer server =
                FaultyServer.before(plane, (method, target, nth) -> asks(method, target) ? Fault.NONE : life.write())) {
            Path kubeconfig = server.kubeconfig();
            int kills = 0;
            while (kills < MOST_LIVES && live(kubeconfig, namespace.name(), log, kills % 2 == 0, ledger)) {
                kills++;
                ledger.holds();
            }
            assertThat(kills).as("processes that were killed").isBetween(FEWEST_KILLS, MOST_LIVES - 1);
            assertThat(ledger.settled()).as("all is done").isTrue();
            assertThat(ledger.pods().stream().filter(Ledger.Row::bound)).hasSize(6);
            ledger.boundOnce();
        }
    }

    private static boolean asks(String method, String target) {
        return method.equals("GET") || target.contains("selfsubjectaccessreviews");
    }

    /** Whether the process had to be killed; otherwise there was nothing left to write for it. */
    private boolean live(Path kubeconfig, String scheduler, File log, boolean lastOneArrives, Ledger ledger)
            throws InterruptedException {
        Life now = new Life(lastOneArrives);
        life = now;
        Process process = Replica.start(kubeconfig, scheduler, log);
        now.process.complete(process);
        try {
            Await.until("a second write, or nothing left to do", () -> now.over || ledger.settled());
        } finally {
            process.destroyForcibly().waitFor();
        }
        return now.over;
    }
}
