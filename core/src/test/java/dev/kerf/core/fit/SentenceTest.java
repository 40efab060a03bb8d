package dev.kerf.core.fit;

import static dev.kerf.core.Given.asking;
import static dev.kerf.core.Given.part;
import static dev.kerf.core.Given.plain;
import static dev.kerf.core.Given.sized;
import static dev.kerf.core.Given.task;
import static dev.kerf.core.Given.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.FirstFit;
import dev.kerf.core.Given;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.NodeTerm;
import dev.kerf.core.model.Requirement;
import dev.kerf.core.model.Taint;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.Toleration;
import dev.kerf.core.model.VolumeAffinity;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every way not to fit has its sentence, with the binding constraint first and the numbers. */
class SentenceTest {
    private static final Taint INFRA = new Taint("dedicated", "infra", Taint.Effect.NO_SCHEDULE);

    private static Decision.Hold onlyHold(Given given) {
        return Planner.plan(Snapshot.of(given.cluster()), FirstFit.POLICY, 1)
                .holds()
                .findFirst()
                .orElseThrow();
    }

    private static void says(Given given, Fit fit, Code code, String sentence) {
        Decision.Hold hold = onlyHold(given);
        assertThat(hold.reason().message()).isEqualTo(sentence);
        assertThat(hold.fit()).isEqualTo(fit);
        assertThat(hold.reason().code()).isEqualTo(code);
    }

    private static Task selecting(Task task, String key, String value) {
        Constraints c = Constraints.NONE;
        return task.withConstraints(new Constraints(
                List.of(Requirement.equal(key, value)),
                c.affinity(),
                c.preferences(),
                c.tolerations(),
                Set.of(),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }

    @Test
    void moreGpusThanAnyNodeHasFree() {
        says(
                new Given()
                        .nodes(2, "n", 4)
                        .running(whole("a", 3), "n1")
                        .running(whole("b", 2), "n2")
                        .pending(whole("c", 4)),
                Fit.NOT_NOW,
                Code.SHORT,
                "needs 4 GPUs on one node; the most free is 2, among 2 nodes");
    }

    @Test
    void moreGpusThanAnyNodeHas() {
        says(
                new Given().nodes(3, "n", 8).pending(whole("a", 16)),
                Fit.NEVER,
                Code.TOO_LARGE,
                "needs 16 GPUs on one node; the largest has 8 GPUs, among 3 nodes");
    }

    @Test
    void gpusWhereThereAreNone() {
        says(
                new Given().nodes(1, "n", 0).pending(whole("a", 1)),
                Fit.NEVER,
                Code.TOO_LARGE,
                "needs 1 GPU on one node; the largest has no GPU, among 1 node");
    }

    @Test
    void aPartLargerThanWhatIsLeftOfAnyOneDevice() {
        says(
                new Given()
                        .nodes(1, "n", 2)
                        .running(part("a", 700), "n1")
                        .running(part("b", 600), "n1")
                        .pending(part("c", 500)),
                Fit.NOT_NOW,
                Code.GPU_SHARE_SHORT,
                "needs 0.5 of a GPU; the most free on any one GPU is 0.4, among 1 node");
    }

    @Test
    void partsOfSeveralDevices() {
        Task wanted = task("c", new GpuNeed.Fraction(500, 2));
        says(
                new Given().nodes(1, "n", 2).running(part("a", 700), "n1").pending(wanted),
                Fit.NOT_NOW,
                Code.GPU_SHARE_SHORT,
                "needs 0.5 of each of 2 GPUs; the most free on each of any 2 GPUs of a node is 0.3, among 1 node");
    }

    @Test
    void memoryOfAGpuThatNoneHasLeft() {
        Task wanted = task("b", new GpuNeed.Memory(Bytes.ofGib(60), 1));
        says(
                new Given().nodes(1, "n", 1).running(part("a", 500), "n1").pending(wanted),
                Fit.NOT_NOW,
                Code.GPU_SHARE_SHORT,
                "needs 60Gi of a GPU's memory; the most free on any one GPU is 40Gi, among 1 node");
    }

    @Test
    void memoryAskedOfGpusThatDoNotStateTheirs() {
        Task wanted = task("a", new GpuNeed.Memory(Bytes.ofGib(10), 1));
        says(
                new Given()
                        .node(sized("n1", 8, 32, new Gpus("T4", Bytes.ZERO, 2)))
                        .pending(wanted),
                Fit.NEVER,
                Code.GPU_MEMORY_UNKNOWN,
                "asks for 10Gi of GPU memory, which none of 1 node states; label them nvidia.com/gpu.memory or ask for gpu-fraction");
    }

    @Test
    void cpuBindsAmongTheNodesThatHaveTheGpus() {
        says(
                new Given()
                        .nodes(2, "n", 4)
                        .nodes(1, "small", 0)
                        .running(asking("hog1", 30, 1), "n1")
                        .running(asking("hog2", 28, 1), "n2")
                        .pending(task("t", new GpuNeed.Whole(1)), asking("u", 40, 1)),
                Fit.NEVER,
                Code.TOO_LARGE,
                "needs 40 CPUs on one node; the largest has 32, among 3 nodes");
    }

    @Test
    void othersAreMentionedInBrackets() {
        says(
                new Given()
                        .nodes(2, "n", 4)
                        .nodes(3, "cpu", 0)
                        .nodes(1, "infra", 4, n -> n.withTaints(List.of(INFRA)))
                        .running(whole("a", 4), "n1")
                        .running(whole("b", 4), "n2")
                        .pending(whole("c", 1)),
                Fit.NOT_NOW,
                Code.SHORT,
                "needs 1 GPU on one node; the most free is 0, among 2 nodes left of 6 (1 tainted dedicated=infra, 3 without GPUs)");
    }

    @Test
    void aSelectorNoNodeAnswers() {
        says(
                new Given().nodes(2, "n", 0).pending(selecting(plain("a"), "pool", "train")),
                Fit.NEVER,
                Code.NODE_SELECTOR,
                "needs a node with label pool=train, which none of 2 nodes has");
    }

    @Test
    void anAffinityNoNodeAnswers() {
        NodeTerm term = new NodeTerm(
                List.of(new Requirement("zone", Requirement.Operator.NOT_IN, List.of("a", "b"))), List.of());
        Constraints affine = new Constraints(
                List.of(),
                List.of(term),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        says(
                new Given()
                        .nodes(2, "n", 0, n -> n.withLabels(Map.of("zone", "a")))
                        .pending(plain("p").withConstraints(affine)),
                Fit.NEVER,
                Code.NODE_AFFINITY,
                "needs a node matching zone!=a|b, which none of 2 nodes does");
    }

    @Test
    void aModelNoNodeHas() {
        says(
                new Given()
                        .nodes(2, "n", 4)
                        .pending(whole("a", 1).withConstraints(Constraints.onModels(Set.of("A100", "B200")))),
                Fit.NEVER,
                Code.GPU_MODEL,
                "needs a GPU of model A100 or B200, which none of 2 nodes has");
    }

    @Test
    void aTaintNotTolerated() {
        says(
                new Given().nodes(2, "n", 0, n -> n.withTaints(List.of(INFRA))).pending(plain("a")),
                Fit.NEVER,
                Code.TAINT,
                "does not tolerate the taint dedicated=infra of 2 nodes");
    }

    @Test
    void aToleratedTaintIsNoHindrance() {
        Constraints c = new Constraints(
                List.of(),
                List.of(),
                List.of(),
                List.of(new Toleration("dedicated", true, "", null)),
                Set.of(),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        Given given = new Given()
                .nodes(1, "n", 0, n -> n.withTaints(List.of(INFRA)))
                .pending(plain("a").withConstraints(c));
        assertThat(Planner.plan(Snapshot.of(given.cluster()), FirstFit.POLICY, 1)
                        .binds())
                .hasSize(1);
    }

    @Test
    void onlyCordonedNodesLeft() {
        says(
                new Given().nodes(2, "n", 1, n -> n.cordon()).nodes(1, "cpu", 0).pending(whole("a", 1)),
                Fit.NOT_NOW,
                Code.CORDON,
                "could only go to cordoned nodes: 2 nodes left of 3 (1 without GPUs)");
    }

    @Test
    void aVolumeOutOfReach() {
        NodeTerm there = new NodeTerm(List.of(Requirement.equal("zone", "b")), List.of());
        Constraints c = new Constraints(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                List.of(new VolumeAffinity("data", List.of(there))),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        says(
                new Given()
                        .nodes(2, "n", 0, n -> n.withLabels(Map.of("zone", "a")))
                        .pending(plain("p").withConstraints(c)),
                Fit.NEVER,
                Code.VOLUME_AFFINITY,
                "mounts claim data, whose volume cannot be reached from any of 2 nodes");
    }

    @Test
    void aResourceNobodyAdvertises() {
        Task wanted = plain("a");
        Task mig = Task.of(wanted.id(), Given.with(wanted.need(), "nvidia.com/mig-1g.10gb", 2));
        says(
                new Given().nodes(2, "n", 0).pending(mig),
                Fit.NEVER,
                Code.TOO_LARGE,
                "needs 2 nvidia.com/mig-1g.10gb on one node; the largest has 0, among 2 nodes");
    }

    @Test
    void memoryAndPodsCount() {
        says(
                new Given().nodes(1, "n", 0).running(asking("a", 1, 100), "n1").pending(asking("b", 1, 50)),
                Fit.NOT_NOW,
                Code.SHORT,
                "needs 50Gi of memory on one node; the most free is 28Gi, among 1 node");
    }

    @Test
    void aRefusalOfThePodItself() {
        Reason gate = Reason.of(Code.GATED, "gates", "quota.example/wait");
        says(
                new Given().nodes(1, "n", 0).pending(plain("a").withRefusals(List.of(gate))),
                Fit.NOT_NOW,
                Code.GATED,
                "waits for its scheduling gates to be lifted: quota.example/wait");
    }

    @Test
    void aClusterWithoutNodes() {
        says(new Given().pending(plain("a")), Fit.NOT_NOW, Code.NO_NODES, "finds no nodes in the cluster");
    }
}
