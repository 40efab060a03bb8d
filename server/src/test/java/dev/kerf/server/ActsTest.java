package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.Proposal;
import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Advised;
import dev.kerf.core.advise.Benefit;
import dev.kerf.core.advise.Confidence;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Risk;
import dev.kerf.core.advise.Target;
import dev.kerf.core.advise.WhatIf;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.price.Money;
import dev.kerf.kube.act.Applying;
import dev.kerf.kube.act.AuditLog;
import dev.kerf.kube.api.Access;
import dev.kerf.kube.api.Api;
import dev.kerf.server.act.Acting;
import dev.kerf.server.act.ActingTerms;
import dev.kerf.server.act.ActionObserver;
import dev.kerf.server.act.Adviser;
import dev.kerf.server.act.Counsel;
import dev.kerf.server.http.Listen;
import dev.kerf.server.log.EventLog;
import dev.kerf.server.log.Level;
import dev.kerf.server.log.LogFormat;
import dev.kerf.testbed.Await;
import dev.kerf.testbed.ControlPlane;
import dev.kerf.testbed.Fault;
import dev.kerf.testbed.FaultyServer;
import dev.kerf.testbed.OnControlPlane;
import dev.kerf.testbed.Own;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The server on a real API server: what it does by itself, what it does not, and what it finishes for others. One after the
 * other on one plane.
 */
@OnControlPlane
@Execution(ExecutionMode.SAME_THREAD)
class ActsTest {
    @SuppressWarnings("NullAway.Init") // before all
    private static ControlPlane plane;

    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final String ALWAYS = "windows: [{from: \"00:00\", to: \"00:00\"}]";
    private static final Benefit SAVES =
            new Benefit(0.6, 0, List.of(), List.of(), true, new Money(60, "USD"), null, List.of("a list price"), null);
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<@Nullable Double> measured = new AtomicReference<>(0.1);

    @TempDir
    private Path folder = Path.of("");

    /** A fifth of a GPU would do for these. */
    private Adviser adviser(Shop... shops) {
        return new Adviser() {
            @Override
            public Counsel about(Cluster cluster, Collection<SizingPolicy> policies) {
                asked.incrementAndGet();
                List<Advice> all = new ArrayList<>();
                for (Shop shop : shops) {
                    all.add(advice(shop));
                }
                return new Counsel(
                        new Advised(all, List.of(), all, Benefit.none("USD"), cluster, 4, List.of()), 1, now());
            }

            @Override
            public List<Double> values(String query, Instant from, Instant to, Duration step) {
                Double now = measured.get();
                if (now == null) {
                    throw new IllegalStateException("it does not answer");
                }
                assertThat(query).doesNotContain("$");
                return List.of(now, now);
            }
        };
    }

    private static String id(Shop shop) {
        return "R04-" + shop.namespace().name() + "-Deployment-web";
    }

    private static Target.OfWorkload web(Shop shop) {
        return new Target.OfWorkload(shop.namespace().name(), "Deployment/web");
    }

    private Advice advice(Shop shop) {
        Draft draft = new Draft(
                Kind.R04,
                web(shop),
                Duration.ofDays(7),
                List.of(),
                "",
                "0.2 of a GPU",
                new LinkedHashMap<>(),
                0,
                new Risk(0.1, "requests take longer"),
                Confidence.CERTAIN,
                List.of(),
                new Action.Fraction(web(shop), 200),
                WhatIf.NONE,
                Set.of(),
                null,
                List.of(),
                "");
        return new Advice(draft, SAVES, List.of(), now().plus(Duration.ofDays(1)), List.of(), "");
    }

    private Instant now() {
        return Instant.now().plus(later.get());
    }

    private ActingTerms terms(@Nullable Adviser adviser) {
        InstantSource clock = this::now;
        return new ActingTerms(
                new AuditLog(folder.resolve("audit.jsonl")), adviser, Duration.ofSeconds(1), OFTEN, clock);
    }

    private Kerf kerf(@Nullable Adviser adviser) {
        EventLog events = new EventLog(LogFormat.TEXT, Level.DEBUG, InstantSource.system(), log::add);
        Profile profile = new Profile("kerf", null).acting(terms(adviser));
        return Kerf.on(
                new Access(plane.kubeconfig(), null), profile, Reporting.to(events, "1", Listen.parse("0"), null));
    }

    @BeforeAll
    static void start(@Own ControlPlane own) {
        plane = own;
        Shop.policies(plane);
    }

    /** The next Kerf sees all of the cluster. */
    @AfterEach
    void closeShops() {
        plane.kubectl("delete", "sizingpolicies", "--all").text();
        plane.kubectl("delete", "deployments,pods", "--all", "-A", "--force").text();
    }

    @Test
    void inItsWindowItShrinksAPartByItselfAndBelowItLeavesAllAsItIs() throws IOException {
        Shop night = Shop.in(plane);
        Shop look = Shop.in(plane);
        try (Kerf kerf = kerf(adviser(night, look))) {
            Await.until("advice", () -> asked.get() > 0);
            look.policy("level: L1");
            night.policy("level: L3, " + ALWAYS);
            Await.until("a smaller part", () -> night.fraction("web-0") + night.fraction("web-1"), "0.20.2"::equals);
            Scrape scrape = Await.until(
                    "a guard that stops the other",
                    () -> Scrape.of(kerf.running()),
                    s -> s.value("kerf_advice_stopped", "guard", "level-too-low") == 1);
            assertThat(scrape.value("kerf_actions_total", "outcome", "begun")).isEqualTo(1);
            assertThat(scrape.value("kerf_advice", "rule", "R04")).isEqualTo(2);
            OperationsPage.listsActions(scrape);
            assertThat(log).anyMatch(line -> line.contains("event=action advice=" + id(night)));

            night.status("web-1", Map.of("Ready", "True"), 1);
            Await.until("the old part", () -> night.fraction("web-0") + night.fraction("web-1"), "0.50.5"::equals);
            Await.until("its end", () -> night.said("action"), text -> text.contains("rolled-back"));
            assertThat(night.said("backoff")).contains("containers of pod web-1 were started anew 1 times");
            Await.until(
                    "the count",
                    () -> Scrape.of(kerf.running()),
                    s -> s.value("kerf_actions_total", "outcome", "rolled-back") == 1);
            int before = asked.get();
            Await.until("more advice", () -> asked.get() > before + 1);
            assertThat(night.fraction("web-0")).as("it rests").isEqualTo("0.5");
        }
        assertThat(look.fraction("web-0")).isEqualTo("0.5");
        assertThat(look.namespace().field("deployment/web", ".metadata.annotations"))
                .isEmpty();
    }

    @Test
    void whatAPersonApprovesIsDoneAndProvesItself() {
        Shop shop = Shop.in(plane);
        shop.policy("level: L2");
        try (Kerf _ = kerf(adviser(shop))) {
            Await.until("the guards", () -> shop.said("guards"), text -> text.contains("level-too-low"));
            assertThat(shop.fraction("web-0")).isEqualTo("0.5");
            shop.namespace()
                    .kubectl("annotate", "deployment/web", "kerf.dev/approved=" + id(shop))
                    .text();
            Await.until("a smaller part", () -> shop.fraction("web-0"), "0.2"::equals);
            Await.until("to be looked after", () -> shop.said("action"), text -> text.contains("verifying"));
            later.set(Duration.ofMinutes(31));
            Await.until("its end", () -> shop.said("action"), text -> text.contains("\"state\":\"done\""));
            assertThat(shop.said("approved")).isEmpty();
        }
    }

    private static final String PROMISE =
            "level: L4, slo: [{name: latency, query: 'p99{ns=\"$namespace\",app=\"$workload\"}', atMost: 0.25, lasting: 5m}]";

    @Test
    void aPromiseThatIsBrokenTakesItBackWithItsNumbers() {
        Shop shop = Shop.in(plane);
        shop.policy(PROMISE);
        try (Kerf _ = kerf(adviser(shop))) {
            Await.until("a smaller part", () -> shop.fraction("web-0"), "0.2"::equals);
            Await.until("to be looked after", () -> shop.said("action"), text -> text.contains("verifying"));
            measured.set(0.31);
            later.set(Duration.ofMinutes(6));
            Await.until("the old part", () -> shop.fraction("web-0"), "0.5"::equals);
            Await.until(
                    "the reason",
                    () -> shop.said("backoff"),
                    text -> text.contains("SLO latency is broken: 0.31 is more than 0.25, and was for 5 min"));
        }
    }

    @Test
    void whatNobodyCanSeeIsHeldAndThenTakenBack() {
        Shop shop = Shop.in(plane);
        measured.set(null);
        shop.policy(PROMISE);
        try (Kerf _ = kerf(adviser(shop))) {
            Await.until(
                    "the guard",
                    () -> shop.said("guards"),
                    text -> text.contains("SLO latency is not answered: it does not answer"));
            assertThat(shop.fraction("web-0")).isEqualTo("0.5");
            measured.set(0.1);
            Await.until("to be looked after", () -> shop.said("action"), text -> text.contains("verifying"));
            measured.set(null);
            later.set(Duration.ofMinutes(31));
            int before = asked.get();
            Await.until("more looks", () -> asked.get() > before + 2);
            assertThat(shop.said("action")).as("neither done nor taken back").contains("verifying");
            later.set(Duration.ofMinutes(46));
            Await.until("the old part", () -> shop.fraction("web-0"), "0.5"::equals);
        }
    }

    @Test
    void whatAPersonsCommandBeganAndDidNotEndIsFinished() {
        Shop shop = Shop.in(plane);
        AtomicInteger writes = new AtomicInteger();
        try (FaultyServer server = FaultyServer.before(
                        plane,
                        (method, target, nth) -> method.equals("GET") || target.contains("/selfsubjectaccessreviews")
                                ? writes.get() > 3 ? Fault.BROKEN : Fault.NONE
                                : writes.incrementAndGet() > 3 ? Fault.BROKEN : Fault.NONE);
                Api api = Api.connect(new Access(server.kubeconfig(), null, Duration.ofMillis(500)))) {
            SizingPolicy any = SizingPolicy.NONE;
            Proposal proposal = Proposal.of(advice(shop), 1, now());
            new Applying(api, new AuditLog(folder.resolve("theirs.jsonl")), tries -> {})
                    .apply(proposal, List.of(any.at(dev.kerf.core.act.Level.CONTINUOUS)), now());
        }
        assertThat(shop.fraction("web-0") + shop.fraction("web-1"))
                .as("half of it")
                .isIn("0.20.5", "0.50.2");
        try (Kerf _ = kerf(null)) {
            Await.until("all of it", () -> shop.fraction("web-0") + shop.fraction("web-1"), "0.20.2"::equals);
        }
    }

    @Test
    void whoDoesNotLeadDoesNothing() {
        Shop shop = Shop.in(plane);
        shop.policy("level: L4");
        List<String> troubles = new CopyOnWriteArrayList<>();
        AtomicInteger looks = new AtomicInteger();
        ActionObserver observer = new ActionObserver() {};
        try (Api api = Api.connect(new Access(plane.kubeconfig(), null));
                Acting _ = new Acting(
                        api, terms(adviser(shop)), () -> looks.incrementAndGet() < 0, observer, troubles::add)) {
            Await.until("some looks", () -> looks.get() > 20);
            assertThat(asked).hasValue(0);
            assertThat(api.writes()).isZero();
        }
        assertThat(shop.fraction("web-0")).isEqualTo("0.5");
        assertThat(troubles).isEmpty();
    }
}
