package dev.kerf.server.same;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.SoftAssertions;

/**
 * One engine: the same cluster, given to {@code kerf plan} as a dump and to an API server with Kerf at work on it, ends the
 * same, pod by pod and word by word. Every scenario, every example, and clusters made up from seeds.
 */
final class SameEverywhere {
    private SameEverywhere() {}

    /** On the API server of the kubeconfig, one after the other. */
    static void everyCaseOn(Path kubeconfig) {
        SoftAssertions all = new SoftAssertions();
        AtomicInteger cases = new AtomicInteger();
        Cases.all().forEach(given -> {
            cases.incrementAndGet();
            look(given, kubeconfig, all);
        });
        all.assertAll();
        assertThat(cases.get()).isGreaterThan(30);
    }

    private static void look(Case given, Path kubeconfig, SoftAssertions all) {
        try (OnServer server = new OnServer(kubeconfig)) {
            if (!server.unserved(given).isEmpty()) {
                System.out.println("not run: " + given + ": the server does not serve " + server.unserved(given));
                return;
            }
            if (Outcome.makesRoom(given.objects())) {
                System.out.println(
                        "not run: " + given + ": it makes room, and a pod that leaves is gone from a server");
                return;
            }
            all.assertThat(server.make(given))
                    .as("%s: what the server refuses", given)
                    .isEmpty();
            Outcome planned = Outcome.planned(server.dump());
            all.assertThat(planned.pods())
                    .as("%s: the plan of the server's dump, beside that of the file", given)
                    .isEqualTo(Outcome.planned(given.objects()).pods());
            all.assertThat(server.schedule().pods())
                    .as("%s: what the server shows, beside the plan of its dump", given)
                    .isEqualTo(planned.pods());
        }
    }
}
