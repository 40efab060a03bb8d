package dev.kerf.server.same;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.reason.Reason;
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
        clock.back();
        Case given = Served.of(written, clock.instant().plus(written.span()));
        try (OnServer server = new OnServer(api, clock, given)) {
            if (!server.unserved().isEmpty()) {
                System.out.println("not run: " + given + ": the server does not serve " + server.unserved());
                return;
            }
            server.make();
            server.refused().forEach((object, words) -> refused(given, object, words));
            compare(given, server);
        }
    }

    /** What Kerf's own kinds refuse is what a plan finds wrong; of what others refuse it is said that it was left out. */
    private void refused(Case given, String object, String words) {
        if (!object.startsWith("Queue ")) {
            System.out.println(
                    "not run: " + given + " with " + object + ", only without it: the server refuses it: " + words);
            return;
        }
        Reason wrong = Outcome.wrongWith(object.substring("Queue ".length()), given.objects(), clock.instant());
        all.assertThat(wrong)
                .as("%s: what a plan says of %s, which the server refuses: %s", given, object, words)
                .isNotNull();
        Object field = wrong == null ? null : wrong.args().get("field");
        all.assertThat(words)
                .as("%s: the field that the server names, beside that of the plan: %s", given, wrong)
                .contains(field == null ? "spec.parent" : field + ": ");
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
            if (planned.asksToLeave()) {
                clock.back(); // how long those have who leave now is the server's to say
            }
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
