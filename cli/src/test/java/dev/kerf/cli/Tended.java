package dev.kerf.cli;

import dev.kerf.kube.act.AuditLog;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.server.act.Acting;
import dev.kerf.server.act.ActingTerms;
import dev.kerf.server.act.ActionObserver;
import dev.kerf.testbed.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** What a server that acts does with whatever is open: its looks, an hour between any two of them. */
final class Tended implements ActionObserver {
    private static final Duration OFTEN = Duration.ofMillis(50);
    private final AtomicInteger open = new AtomicInteger(-1);

    private Tended() {}

    /** Until nothing is open any more. */
    static void byAServer(Path kubeconfig, Path audit) {
        AtomicInteger looks = new AtomicInteger();
        InstantSource clock = () -> Instant.now().plus(Duration.ofHours(looks.getAndIncrement()));
        ActingTerms terms = new ActingTerms(new AuditLog(audit), null, Duration.ofMinutes(10), OFTEN, clock);
        Tended tended = new Tended();
        try (Api api = Api.connect(new Access(kubeconfig, null));
                Acting _ = new Acting(api, terms, () -> true, tended, sentence -> {})) {
            Await.until("nothing to be open", () -> tended.open.get() == 0);
        }
    }

    @Override
    public void open(int actions) {
        open.set(actions);
    }
}
