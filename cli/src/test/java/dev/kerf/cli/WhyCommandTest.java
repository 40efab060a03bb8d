package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kerf why} on dumps: the sentence of the plan, what would help, and what it says of pods that are not there. */
class WhyCommandTest {
    private static final String EXAMPLE = Kerf.file("examples/cluster.yaml");

    @TempDir
    private Path folder = Path.of("");

    private static Kerf why(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "why";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "-f";
        all[words.length + 2] = EXAMPLE;
        return Kerf.run(all);
    }

    @Test
    void printsTheSentenceAndNothingElse() {
        Kerf run = why("pod/giant", "-n", "research");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .isEqualTo("needs 16 GPUs on one node; the largest has 8 GPUs, among 2 nodes left of 3"
                        + " (1 tainted dedicated=serving)\n");
        assertThat(run.err()).isEmpty();
        assertThat(Kerf.run("plan", "-f", EXAMPLE).out()).contains(run.out().strip());
    }

    @Test
    void takesTheNameInAllManners() {
        String expected = why("pod/research/giant").out();
        assertThat(why("giant", "-n", "research").out()).isEqualTo(expected);
        assertThat(why("pod", "giant", "-n", "research").out()).isEqualTo(expected);
        assertThat(why("po/giant", "-n", "research").out()).isEqualTo(expected);
    }

    @Test
    void jsonHasTheAgreedFields() {
        String json = why("pod/finetune-1", "-n", "research", "-o", "json").out();
        assertThat(json)
                .containsSubsequence(
                        "\"object\" : \"pod/finetune-1\"",
                        "\"state\" : \"pending\"",
                        "\"fit\" : \"not-now\"",
                        "\"code\" : \"SHORT\"",
                        "\"args\" : {",
                        "\"message\" : \"needs 2 GPUs",
                        "\"nodes\" : [",
                        "\"reason\" : \"without pool=train\"",
                        "\"count\" : 2",
                        "\"unblock\" : [",
                        "\"change\" :",
                        "\"message\" :");
    }

    @Test
    void aPodThatStandsSaysWhere() {
        assertThat(why("pod/pretrain", "-n", "research").out()).isEqualTo("stands on gpu-a\n");
    }

    @Test
    void aPodThatWouldBePlacedSaysWhere() {
        assertThat(why("pod/etl", "-n", "data").out()).startsWith("goes to ");
    }

    @Test
    void aPodThatIsNotThereIsNamedBesideThoseThatAre() {
        Kerf typo = why("pod/gaint", "-n", "research");
        assertThat(typo.code()).isEqualTo(2);
        assertThat(typo.out()).isEmpty();
        assertThat(typo.err())
                .isEqualTo("kerf: there is no pod gaint in namespace research; did you mean research/giant?\n");
        assertThat(why("pod/giant").err())
                .isEqualTo(
                        "kerf: there is no pod giant in namespace default; there is one in research: add -n research\n");
        assertThat(why("pod/something-else", "-n", "data").err())
                .isEqualTo("kerf: there is no pod something-else in namespace data; there is etl\n");
        assertThat(why("pod/something-else", "-n", "nowhere").err())
                .endsWith("there are pods in data, research, serving\n");
    }

    @Test
    void whatIsNothingToAskAboutIsRefused() {
        assertThat(why("node/gpu-a").err())
                .isEqualTo("kerf: “node/gpu-a” is nothing to ask about; give pod/NAME, podgroup/NAME or queue/NAME\n");
        assertThat(why("pod/").err()).contains("lacks a name");
        assertThat(why("queue/research").code()).isEqualTo(2);
        Kerf both = why("pod/a", "--context", "prod");
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("not both");
    }

    @Test
    void aPodOfAnotherSchedulerIsLookedAtAsIfItWereOurs() throws Exception {
        Path file = Files.writeString(folder.resolve("more.yaml"), """
                apiVersion: v1
                kind: Pod
                metadata: {name: foreign}
                spec: {schedulerName: volcano, containers: [{name: main, resources: {limits: {nvidia.com/gpu: "9"}}}]}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: done}
                spec: {nodeName: gpu-a, containers: [{name: main}]}
                status: {phase: Succeeded}
                """);
        Kerf run = Kerf.run("why", "pod/foreign", "-f", EXAMPLE, "-f", file.toString());
        assertThat(run.out()).startsWith("needs 9 GPUs on one node");
        assertThat(run.err()).contains("is for scheduler volcano; it is looked at as if it were Kerf's");
        Kerf done = Kerf.run("why", "pod/done", "-f", EXAMPLE, "-f", file.toString());
        assertThat(done.code()).isEqualTo(2);
        assertThat(done.err()).isEqualTo("kerf: pod default/done waits for nothing: it is left out (finished)\n");
    }

    @Test
    void aGangOfAnotherSchedulerIsLookedAtAsIfItWereOurs() throws Exception {
        String pod = """
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec: {schedulerName: volcano, schedulingGroup: {podGroupName: train}, containers: [{name: m, resources: {limits: {nvidia.com/gpu: 1}}}]}
                """;
        Path file = Files.writeString(folder.resolve("gang.yaml"), """
                apiVersion: scheduling.k8s.io/v1beta1
                kind: PodGroup
                metadata: {name: train}
                spec: {schedulingPolicy: {gang: {minCount: 3}}}
                """ + pod.formatted("a") + pod.formatted("b"));
        Kerf run = Kerf.run("why", "podgroup/train", "-f", EXAMPLE, "-f", file.toString());
        assertThat(run.out())
                .startsWith("waits for 1 more pod of PodGroup/train, which starts with 3 at once and has 2");
        assertThat(run.err())
                .containsOnlyOnce(
                        "PodGroup default/train: is for scheduler volcano; it is looked at as if it were Kerf's");
    }

    @Test
    void aPodGroupSaysWhyItDoesNotStart() throws Exception {
        Path file = Files.writeString(folder.resolve("gang.yaml"), """
                apiVersion: v1
                kind: Node
                metadata: {name: n, labels: {nvidia.com/gpu.product: NVIDIA-L4}}
                status: {allocatable: {cpu: "8", memory: 32Gi, pods: "10", nvidia.com/gpu: "1"}}
                ---
                apiVersion: scheduling.k8s.io/v1beta1
                kind: PodGroup
                metadata: {name: train}
                spec: {schedulingPolicy: {gang: {minCount: 2}}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: a}
                spec: {schedulingGroup: {podGroupName: train}, containers: [{name: m, resources: {limits: {nvidia.com/gpu: 1}}}]}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: b}
                spec: {schedulingGroup: {podGroupName: train}, containers: [{name: m, resources: {limits: {nvidia.com/gpu: 1}}}]}
                """);
        Kerf run = Kerf.run("why", "podgroup/train", "-f", file.toString());
        assertThat(run.out()).isEqualTo("needs room for 2 pods at once; even empty, the cluster has it for 1\n");
        assertThat(Kerf.run("why", "pod/a", "-f", file.toString()).out()).isEqualTo(run.out());
        assertThat(Kerf.run("why", "podgroup/train", "-f", file.toString(), "-o", "json")
                        .out())
                .containsSubsequence(
                        "\"object\" : \"podgroup/train\"",
                        "\"state\" : \"never\"",
                        "\"code\" : \"GANG_TOO_LARGE\"",
                        "\"change\" : \"add-node\"");
        Kerf typo = Kerf.run("why", "podgroup/tarin", "-f", file.toString());
        assertThat(typo.code()).isEqualTo(2);
        assertThat(typo.err())
                .isEqualTo("kerf: there is no PodGroup tarin in namespace default; did you mean default/train?\n");
    }

    @Test
    void aServerThatIsNotThereIsCode3() throws Exception {
        Path file = Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: c
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
                users: [{name: u, user: {}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                """);
        for (String command : new String[] {"nodes", "report", "why"}) {
            Kerf run = command.equals("why")
                    ? Kerf.run("why", "pod/a", "--kubeconfig", file.toString())
                    : Kerf.run(command, "--kubeconfig", file.toString());
            assertThat(run.code()).as(command).isEqualTo(3);
            assertThat(run.err())
                    .contains("no API server at http://127.0.0.1:1")
                    .contains("check the kubeconfig");
        }
    }
}
