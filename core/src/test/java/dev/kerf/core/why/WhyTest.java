package dev.kerf.core.why;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerf.core.FirstFit;
import dev.kerf.core.Given;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.HostPort;
import dev.kerf.core.model.LabelSelector;
import dev.kerf.core.model.NodeTerm;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.PodTerm;
import dev.kerf.core.model.Requirement;
import dev.kerf.core.model.Spread;
import dev.kerf.core.model.Taint;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What would let a waiting task in: each kind of change once, and where there is none. */
class WhyTest {
    private static final Taint INFRA = new Taint("dedicated", "infra", Taint.Effect.NO_SCHEDULE);

    private static Why why(Given given, String name) {
        return Why.of(given.cluster(), FirstFit.POLICY, 0, new TaskId("team", name), true);
    }

    private static List<String> unblock(Given given, String name) {
        return why(given, name).unblock().stream()
                .map(c -> c.word() + ": " + c.message())
                .toList();
    }

    private static Task with(Task task, Constraints constraints) {
        return task.withConstraints(constraints);
    }

    @Test
    void aTaskThatFitsNeedsNoChange() {
        Why why = why(new Given().nodes(1, "n", 2).pending(Given.whole("a", 2)), "a");
        assertThat(why.fit()).isEqualTo(Fit.FITS);
        assertThat(why.unblock()).isEmpty();
        assertThat(why.decision().reason().message()).isEqualTo("goes to n1, GPUs 0,1");
    }

    @Test
    void theNodesAreCountedByWhatRuledThemOut() {
        Given given = new Given()
                .nodes(2, "n", 2)
                .nodes(1, "cpu", 0)
                .nodes(1, "infra", 8, n -> n.withTaints(List.of(INFRA)))
                .pending(Given.whole("a", 4));
        assertThat(why(given, "a").nodes())
                .extracting(r -> r.count() + " " + r.why())
                .containsExactly("1 tainted dedicated=infra", "3 too small in GPUs");
    }

    @Test
    void uncordonComesFirst() {
        Given given =
                new Given().nodes(1, "n", 2, n -> n.cordon()).nodes(1, "m", 1).pending(Given.whole("a", 2));
        assertThat(unblock(given, "a"))
                .startsWith("uncordon: uncordon node n1", "ask-less: ask for 1 GPU instead of 2");
    }

    @Test
    void tolerateAllTaintsOfANode() {
        Taint other = new Taint("maintenance", "", Taint.Effect.NO_EXECUTE);
        Given given = new Given()
                .nodes(1, "n", 1, n -> n.withTaints(List.of(INFRA, other)))
                .pending(Given.whole("a", 1));
        assertThat(unblock(given, "a")).containsExactly("tolerate: tolerate the taints dedicated=infra, maintenance");
    }

    @Test
    void doWithoutASelector() {
        Given given = new Given()
                .nodes(1, "n", 1, n -> n.withLabels(Map.of("pool", "train")))
                .pending(with(
                        Given.whole("a", 1),
                        Constraints.NONE.withSelector(
                                List.of(Requirement.equal("pool", "train"), Requirement.equal("zone", "moon")))));
        assertThat(unblock(given, "a"))
                .containsExactly(
                        "drop-selector: drop the node selector zone=moon",
                        "drop-selector: drop the node selectors pool=train, zone=moon");
    }

    @Test
    void doWithoutAffinityOrModel() {
        NodeTerm moon = new NodeTerm(List.of(Requirement.equal("zone", "moon")), List.of());
        Given affine = new Given()
                .nodes(1, "n", 1)
                .pending(with(Given.whole("a", 1), Constraints.NONE.withAffinity(List.of(moon))));
        assertThat(unblock(affine, "a")).containsExactly("drop-affinity: drop its required node affinity");
        Given model =
                new Given().nodes(1, "n", 1).pending(with(Given.whole("a", 1), Constraints.onModels(Set.of("B200"))));
        assertThat(unblock(model, "a")).containsExactly("any-model: let it run on any GPU model");
    }

    @Test
    void doWithoutCompanyRules() {
        LabelSelector web = new LabelSelector(List.of(Requirement.equal("app", "web")));
        PodTerm term = new PodTerm(web, Set.of("team"), "kubernetes.io/hostname");
        Given given = new Given()
                .nodes(1, "n", 0, n -> n.withLabels(Map.of("kubernetes.io/hostname", "n1")))
                .running(Given.plain("web").withLabels(Map.of("app", "web")), "n1")
                .pending(with(Given.plain("away"), Constraints.NONE.withAway(List.of(term))))
                .pending(with(
                        Given.plain("near"),
                        Constraints.NONE.withNear(List.of(new PodTerm(
                                new LabelSelector(List.of(Requirement.equal("app", "db"))),
                                Set.of("team"),
                                "kubernetes.io/hostname")))));
        assertThat(unblock(given, "away"))
                .containsExactly(
                        "drop-pod-anti-affinity: drop the anti-affinity to pods matching app=web in one"
                                + " kubernetes.io/hostname",
                        "leave: pod team/web has to leave",
                        "add-node: add a node like n1");
        assertThat(unblock(given, "near"))
                .containsExactly("drop-pod-affinity: drop the affinity to pods matching app=db in one"
                        + " kubernetes.io/hostname");
    }

    @Test
    void doWithoutSpreadOrPort() {
        LabelSelector web = new LabelSelector(List.of(Requirement.equal("app", "web")));
        Spread spread = new Spread(1, "zone", true, web, 1, true, true);
        HostPort port = new HostPort(HostPort.ANY, "TCP", 80);
        Task running = Given.plain("web").withLabels(Map.of("app", "web"));
        Given given = new Given()
                .nodes(1, "n", 0, n -> n.withLabels(Map.of("zone", "a")))
                .nodes(1, "full", 0, n -> n.withLabels(Map.of("zone", "b")))
                .running(with(running, Constraints.NONE.withHostPorts(Set.of(port))), "n1")
                .running(Given.asking("hog", 32, 128), "full1")
                .pending(with(
                        Given.plain("spread").withLabels(Map.of("app", "web")),
                        Constraints.NONE.withSpreads(List.of(spread))))
                .pending(with(Given.plain("port"), Constraints.NONE.withHostPorts(Set.of(port))));
        assertThat(unblock(given, "spread")).contains("drop-spread: drop the topology spread over zone");
        assertThat(unblock(given, "port")).startsWith("drop-port: do without host port 80/TCP");
    }

    @Test
    void liftItsGates() {
        Given given = new Given()
                .nodes(1, "n", 1)
                .pending(Given.whole("a", 1).withRefusals(List.of(Reason.of(Code.GATED, "gates", "quota"))));
        assertThat(unblock(given, "a")).containsExactly("lift-gates: lift its scheduling gates");
    }

    @Test
    void askForTheMostThatFits() {
        Given given = new Given()
                .nodes(2, "n", 8)
                .running(Given.staying(Given.whole("big", 5)), "n1")
                .running(Given.staying(Given.whole("small", 3)), "n2")
                .pending(Given.whole("a", 8));
        assertThat(unblock(given, "a"))
                .containsExactly(
                        "ask-less: ask for 5 GPUs instead of 8",
                        "leave: pod team/big has to leave",
                        "leave: pod team/small has to leave",
                        "add-node: add a node like n1");
    }

    @Test
    void askForASmallerPartOrLessMemory() {
        Given part = new Given()
                .node(Given.sized("n", 32, 128, new Gpus("L4", Bytes.ofGib(20), 1)))
                .running(Given.part("x", 600), "n")
                .pending(Given.part("a", 500));
        assertThat(unblock(part, "a")).startsWith("ask-less: ask for 0.4 of a GPU instead of 0.5");
        Given memory = new Given()
                .node(Given.sized("n", 32, 128, new Gpus("L4", Bytes.ofGib(20), 1)))
                .pending(Given.task("a", new GpuNeed.Memory(Bytes.ofGib(30), 1)));
        assertThat(unblock(memory, "a")).containsExactly("ask-less: ask for 20Gi of GPU memory instead of 30Gi");
    }

    @Test
    void askForLessOfACountedResource() {
        Given given = new Given().nodes(1, "n", 0).pending(Given.asking("a", 64, 64));
        assertThat(unblock(given, "a")).containsExactly("ask-less: ask for 32 CPUs instead of 64");
    }

    @Test
    void severalHaveToLeaveWhereNoneIsEnough() {
        Given given = new Given()
                .nodes(1, "n", 4)
                .running(Given.whole("a1", 1), "n1")
                .running(Given.whole("a2", 2), "n1")
                .running(Given.whole("a3", 1), "n1")
                .pending(Given.whole("b", 3));
        assertThat(unblock(given, "b"))
                .containsExactly("leave: 2 pods have to leave: team/a1, team/a2", "add-node: add a node like n1");
    }

    @Test
    void thoseThatGoFirstCount() {
        Given given =
                new Given().nodes(1, "n", 1).pending(Given.whole("first", 1).withPriority(5), Given.whole("second", 1));
        assertThat(unblock(given, "second"))
                .contains("leave: pod team/first has to leave", "add-node: add a node like n1");
    }

    @Test
    void aChangeThatOnlyHelpsOthersIsNotListed() {
        Given given = new Given()
                .nodes(1, "n", 1, n -> n.cordon())
                .pending(Given.whole("first", 1).withPriority(5), Given.whole("second", 1));
        assertThat(unblock(given, "first")).startsWith("uncordon: uncordon node n1");
        assertThat(unblock(given, "second")).noneMatch(c -> c.startsWith("uncordon"));
    }

    @Test
    void siblingsOfATemplateChangeTogether() {
        Given given = new Given().nodes(1, "n", 4).pending(sibling("w-0"), sibling("w-1"));
        assertThat(unblock(given, "w-0")).contains("ask-less: ask for 4 GPUs instead of 8");
        assertThat(unblock(given, "w-1"))
                .as("its sibling takes all four")
                .noneMatch(c -> c.startsWith("ask-less: ask for 4"));
    }

    private static Task sibling(String name) {
        Task task = Given.whole(name, 8);
        return new Task(
                task.id(),
                "Job/w",
                task.labels(),
                task.need(),
                task.constraints(),
                task.priority(),
                task.created(),
                null,
                List.of());
    }

    @Test
    void aTaskThatDoesNotWaitCannotBeAskedAbout() {
        Given given = new Given().nodes(1, "n", 1).running(Given.whole("a", 1), "n1");
        assertThatThrownBy(() -> why(given, "a")).hasMessageContaining("team/a is no pending task");
    }

    @Test
    void aGangSaysWhatWouldLetItStart() {
        PartId train = new PartId("team", "PodGroup/train");
        Given given = new Given()
                .nodes(1, "n", 2)
                .nodes(1, "m", 2, n -> n.cordon())
                .gang(Gang.of(train, 3))
                .pending(
                        Given.whole("a", 1).in(train),
                        Given.whole("b", 1).in(train),
                        Given.whole("c", 1).in(train));
        GangWhy why = Objects.requireNonNull(GangWhy.of(given.cluster(), FirstFit.POLICY, 0, train, true));
        assertThat(why.verdict().fit()).isEqualTo(Fit.NOT_NOW);
        assertThat(why.verdict().reason().message()).startsWith("needs room for 3 pods at once");
        assertThat(why.unblock())
                .extracting(Change::message)
                .as("not: ask for less, which no member can")
                .startsWith("uncordon node m1");
        assertThat(unblock(given, "b")).as("a member is let in with its gang").startsWith("uncordon: uncordon node m1");
    }

    @Test
    void aGangNobodyKnows() {
        PartId ghost = new PartId("team", "PodGroup/ghost");
        assertThat(GangWhy.of(new Given().cluster(), FirstFit.POLICY, 0, ghost, true))
                .isNull();
    }
}
