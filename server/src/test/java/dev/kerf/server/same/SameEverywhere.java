package dev.kerf.server.same;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.install.Installation;
import dev.kerf.testbed.Await;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/**
 * One engine: the same cluster, given to {@code kerf plan} as a dump and to an API server with Kerf at work on it, comes to the
 * same, object by object and word by word. Every scenario, every example, and clusters made up from seeds. Of a scenario of
 * several rounds it is the first: nobody ends pods there, so that those asked to leave are leaving when it is looked at.
 */
final class SameEverywhere implements AutoCloseable {
    private final Api api;
    private final Clock clock;
    private final SoftAssertions all = new SoftAssertions();

    private SameEverywhere(Place place) {
        this.api = Api.connect(new Access(place.kubeconfig(), null));
        this.clock = place.clock();
    }

    /**
     * An API server that nobody else uses.
     *
     * @param clock what it tells the time by
     */
    record Place(Path kubeconfig, Clock clock) {}

    /** Each on one of the places, there one after the other: whoever is done takes the next. */
    static void everyCaseOn(Place... places) {
        Queue<Case> cases = Cases.all().collect(Collectors.toCollection(ConcurrentLinkedQueue::new));
        assertThat(cases).hasSizeGreaterThan(30);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.of(places)
                    .map(place -> CompletableFuture.runAsync(() -> work(place, cases), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
        assertThat(cases).isEmpty();
    }

    private static void work(Place place, Queue<Case> cases) {
        try (SameEverywhere same = new SameEverywhere(place)) {
            same.defineKinds();
            for (Case next = cases.poll(); next != null; next = cases.poll()) {
                same.look(next);
            }
            same.all.assertAll();
        }
    }

    /** Kerf's own, and those of others that it looks at. */
    private void defineKinds() {
        Installation.kinds().forEach(kind -> api.ask(kind.apply(true)));
        api.ask(Request.post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Kinds.TOPOLOGY.getBytes(UTF_8)));
        for (String kind : List.of("Queue", "Topology")) {
            Await.until(kind + " to be served", () -> api.ask(Request.get(Kinds.path(kind)))
                    .ok());
        }
    }

    private void look(Case written) {
        Case given = Served.of(written, clock.instant());
        try (OnServer server = new OnServer(api, clock, given)) {
            String why = given.needsTime();
            if (!why.isEmpty() || !server.unserved().isEmpty()) {
                String missing = "the server does not serve " + server.unserved();
                System.out.println("not run: " + given + ": " + (why.isEmpty() ? missing : why));
                return;
            }
            server.make();
            server.refused()
                    .forEach((object, words) -> System.out.println("not run: " + given + " with " + object
                            + ", only without it: the server refuses it: " + words));
            compare(given, server);
        }
    }

    private void compare(Case given, OnServer server) {
        List<Map<String, Object>> dump = server.dump();
        Instant now = clock.instant();
        Outcome planned = Outcome.planned(dump, now, given.policy());
        all.assertThat(planned.lots())
                .as("%s: the plan of the server's dump, beside that of the file", given)
                .isEqualTo(Outcome.planned(server.stamped(dump), now, given.policy())
                        .lots());
        Shown shown = new Shown(server);
        try (AtWork kerf = new AtWork(api, clock, given.policy())) {
            all.assertThat(kerf.round(planned, shown::outcome).lots())
                    .as("%s: what the server shows, beside the plan of its dump", given)
                    .isEqualTo(planned.lots());
            kerf.again(server);
            all.assertThat(shown.outcome().lots())
                    .as("%s: what the server shows a cycle later", given)
                    .containsAllEntriesOf(planned.lasting().lots());
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
