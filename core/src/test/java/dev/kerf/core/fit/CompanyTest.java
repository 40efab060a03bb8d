package dev.kerf.core.fit;

import static dev.kerf.core.Given.plain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.FirstFit;
import dev.kerf.core.Given;
import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.HostPort;
import dev.kerf.core.model.LabelSelector;
import dev.kerf.core.model.PodTerm;
import dev.kerf.core.model.Requirement;
import dev.kerf.core.model.Spread;
import dev.kerf.core.model.Task;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.snapshot.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Pods that want company, keep away from it, spread out, or fight over a port. */
class CompanyTest {
    private static final String HOST = "kubernetes.io/hostname";
    private static final PodTerm DB = term("app", "db", HOST);

    private static PodTerm term(String key, String value, String topology) {
        return new PodTerm(new LabelSelector(List.of(Requirement.equal(key, value))), Set.of("team"), topology);
    }

    private static Given zones() {
        return new Given()
                .node(Given.machine("a1", 0).withLabels(Map.of(HOST, "a1", "zone", "a")))
                .node(Given.machine("a2", 0).withLabels(Map.of(HOST, "a2", "zone", "a")))
                .node(Given.machine("b1", 0).withLabels(Map.of(HOST, "b1", "zone", "b")));
    }

    private static Task app(String name, String app) {
        return plain(name).withLabels(Map.of("app", app));
    }

    private static Constraints near(PodTerm... terms) {
        return new Constraints(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                Set.of(),
                List.of(terms),
                List.of(),
                List.of(),
                List.of());
    }

    private static Constraints away(PodTerm... terms) {
        return new Constraints(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                Set.of(),
                List.of(),
                List.of(terms),
                List.of(),
                List.of());
    }

    private static Constraints spread(Spread spread) {
        return new Constraints(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(spread));
    }

    private static Plan plan(Given given) {
        return Planner.plan(Snapshot.of(given.cluster()), FirstFit.POLICY, 1);
    }

    private static Map<String, String> nodes(Plan plan) {
        return plan.binds().collect(Collectors.toMap(b -> b.task().name(), Decision.Bind::node));
    }

    private static String sentence(Plan plan) {
        return plan.holds().findFirst().orElseThrow().reason().message();
    }

    @Test
    void aPodGoesWhereItsCompanyStands() {
        Plan plan = plan(
                zones().running(app("db", "db"), "b1").pending(app("web", "web").withConstraints(near(DB))));
        assertThat(nodes(plan)).containsEntry("web", "b1");
    }

    @Test
    void withoutCompanyItWaits() {
        Plan plan = plan(zones().pending(app("web", "web").withConstraints(near(DB))));
        assertThat(sentence(plan))
                .isEqualTo("must stand in one " + HOST + " with pods matching app=db, and none of 3 nodes does");
    }

    @Test
    void companyPlacedLaterInTheSameCycleCounts() {
        Plan plan = plan(zones().pending(app("a-web", "web").withConstraints(near(DB)), app("db", "db")));
        assertThat(nodes(plan)).containsEntry("a-web", "a1").containsEntry("db", "a1");
    }

    @Test
    void theFirstOfPodsThatWantEachOtherMayStart() {
        Task first = app("db-0", "db").withConstraints(near(DB));
        Task second = app("db-1", "db").withConstraints(near(DB));
        assertThat(nodes(plan(zones().pending(first, second))))
                .containsEntry("db-0", "a1")
                .containsEntry("db-1", "a1");
    }

    @Test
    void podsThatKeepApartTakeOneDomainEachAndTheNextWaits() {
        PodTerm byZone = term("app", "db", "zone");
        Plan plan = plan(zones().pending(
                        app("db-0", "db").withConstraints(away(byZone)),
                        app("db-1", "db").withConstraints(away(byZone)),
                        app("db-2", "db").withConstraints(away(byZone))));
        assertThat(nodes(plan)).containsOnly(Map.entry("db-0", "a1"), Map.entry("db-1", "b1"));
        assertThat(sentence(plan))
                .isEqualTo("must keep away from pods matching app=db in the same zone, which stand on 3 nodes");
    }

    @Test
    void whoStandsThereMayWantTheNewcomerAway() {
        Task hermit = app("hermit", "hermit").withConstraints(away(term("app", "web", "zone")));
        Plan plan = plan(zones().running(hermit, "a2").pending(app("web", "web")));
        assertThat(nodes(plan)).containsEntry("web", "b1");
    }

    @Test
    void spreadKeepsZonesWithinTheSkew() {
        Constraints even = spread(new Spread(
                1, "zone", true, new LabelSelector(List.of(Requirement.equal("app", "web"))), 1, true, false));
        Plan plan = plan(zones().pending(
                        app("web-0", "web").withConstraints(even),
                        app("web-1", "web").withConstraints(even),
                        app("web-2", "web").withConstraints(even)));
        assertThat(nodes(plan))
                .containsEntry("web-0", "a1")
                .containsEntry("web-1", "b1")
                .containsEntry("web-2", "a1");
    }

    @Test
    void spreadRefusesWhereTheOnlyRoomIsAhead() {
        Constraints even = spread(new Spread(
                1, "zone", true, new LabelSelector(List.of(Requirement.equal("app", "web"))), 1, true, false));
        Given given = new Given()
                .node(Given.machine("a1", 0).withLabels(Map.of("zone", "a")))
                .node(Given.sized("b1", 0, 0, dev.kerf.core.model.Gpus.NONE).withLabels(Map.of("zone", "b")))
                .running(app("web-0", "web"), "a1")
                .pending(app("web-1", "web").withConstraints(even));
        assertThat(sentence(plan(given)))
                .isEqualTo(
                        "would stand more than 1 ahead of the emptiest zone, on each of 1 node left of 2 (1 too small in CPU)");
    }

    @Test
    void aHostPortIsHeldOncePerNode() {
        HostPort port = new HostPort(HostPort.ANY, "TCP", 8080);
        Constraints c = new Constraints(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                Set.of(port),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        Plan plan = plan(new Given()
                .nodes(2, "n", 0)
                .pending(
                        plain("a").withConstraints(c),
                        plain("b").withConstraints(c),
                        plain("c").withConstraints(c)));
        assertThat(nodes(plan)).containsEntry("a", "n1").containsEntry("b", "n2");
        assertThat(sentence(plan)).isEqualTo("needs host port 8080/TCP, which is taken on 2 nodes");
    }
}
