package dev.kerf.objects.gang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Part;
import dev.kerf.core.model.Task;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.Given;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Each kind of owner as its project writes it, with the pods its operator makes: which gang they are, and one refusal. */
class OwnerGangsTest {
    private static final String CASES = "/dev/kerf/objects/gangs/cases.csv";

    private static String content(String file) {
        return Given.content("gangs/" + file + ".yaml");
    }

    private static List<Gang> gangs(String text) {
        return Given.text(text).result().cluster().gangs();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = CASES, delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void anOwnerMakesItsGang(String file, String gangs) {
        Given given = Given.text(content(file));
        assertThat(given.warnings()).isEmpty();
        String found = given.result().cluster().gangs().stream()
                .map(g -> text(g.whole(), ""))
                .collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(gangs == null ? "" : gangs);
        assertThat(given.result().cluster().gangs()).allMatch(g -> g.refusals().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = CASES, delimiter = '|', numLinesToSkip = 1, quoteCharacter = '`')
    void anOwnerThatMakesNoSenseIsRefused(String file, String gangs, String change, String into, String sentence) {
        String changed = content(file).replaceAll(change, into.replace("\\n", "\n"));
        assertThat(changed).isNotEqualTo(content(file));
        assertThat(gangs(changed))
                .isNotEmpty()
                .allMatch(
                        g -> g.refusals().stream().map(Reason::message).toList().contains(sentence));
    }

    private static String text(Part part, String above) {
        String name = part.id().name().substring(above.isEmpty() ? 0 : above.length() + 1);
        String gang = above.isEmpty() ? part.id().name() : above;
        String parts = part.parts().stream().map(p -> text(p, gang)).collect(Collectors.joining(", ", "[", "]"));
        return part.parts().isEmpty()
                ? name + "(" + part.minTasks() + ")"
                : name + "(" + part.minTasks() + "," + part.minParts() + ")" + parts;
    }

    @Test
    void aPodOfNoOwnerGoesAlone() {
        Given given = Given.text("kind: Pod\nmetadata: {name: bare}\nspec: {containers: [{name: main}]}\n");
        assertThat(given.result().cluster().gangs()).isEmpty();
    }

    @Test
    void podsWithoutTheirOwnerAreTakenOneByOneWithAWarning() {
        String pods = content("pytorchjob").replaceFirst("(?s)^.*?---", "---");
        assertThat(gangs(pods)).isEmpty();
        assertThat(Given.text(pods).warnings())
                .containsExactly(
                        "the input has no PyTorchJob object, so its pods are planned one by one; add it to the input");
    }

    @Test
    void podsThatSucceededNeedNotStartAgain() {
        String text = content("jaxjob")
                .replaceFirst("(?s)(name: jax-worker-0.*?)(---|$)", "$1status: {phase: Succeeded}\n$2");
        assertThat(gangs(text)).singleElement().satisfies(g -> assertThat(text(g.whole(), ""))
                .isEqualTo("JAXJob/jax(0,1)[worker(1)]"));
    }

    @Test
    void workersOfALeaderThatMustBeReadyFirstAreAGangOfTheirOwn() {
        String text = content("leaderworkerset").replace("LeaderCreated", "LeaderReady");
        assertThat(gangs(text).stream().map(g -> g.id().name()))
                .contains("LeaderWorkerSet/vllm-0/leader", "LeaderWorkerSet/vllm-0/workers");
    }

    @Test
    void anElasticPyTorchJobStartsWithItsFewestWorkers() {
        String text = content("pytorchjob")
                .replace("runPolicy: {schedulingPolicy: {minAvailable: 4}}", "elasticPolicy: {minReplicas: 2}");
        assertThat(text(gangs(text).getFirst().whole(), "")).isEqualTo("PyTorchJob/torch(0,2)[master(1), worker(2)]");
    }

    @Test
    void aLauncherThatComesLaterIsNotWaitedFor() {
        String text = content("mpijob").replace("slotsPerWorker: 1", "launcherCreationPolicy: WaitForWorkersReady");
        assertThat(text(gangs(text).getFirst().whole(), "")).isEqualTo("MPIJob/mpi(0,1)[worker(2), launcher(0)]");
    }

    @Test
    void aPodOfAPartThatItsPodGroupDoesNotHaveIsSaidSo() {
        String text = content("kai").replace("subgroup-name: \"master\"", "subgroup-name: \"boss\"");
        assertThat(gangs(text).getFirst().refusals())
                .extracting(Reason::message)
                .containsExactly(
                        "belongs to PodGroup.scheduling.run.ai/pg-torch-1, which has an impossible part: “boss” is none"
                                + " of its own; there are master, worker");
    }

    @Test
    void aPodGroupOfOneThirtySixIsRead() {
        Given given = Given.text("""
                apiVersion: scheduling.k8s.io/v1alpha2
                kind: PodGroup
                metadata: {name: old}
                spec:
                  podGroupTemplateRef: {workload: {workloadName: w, podGroupTemplateName: t}}
                  schedulingPolicy: {gang: {minCount: 3}}
                status: {conditions: [{type: PodGroupScheduled, status: "True", reason: Scheduled, message: ok}]}
                ---
                {kind: Pod, metadata: {name: a}, spec: {schedulingGroup: {podGroupName: old}, containers: [{name: main}]}}
                """);
        assertThat(given.result().cluster().gangs()).singleElement().satisfies(g -> {
            assertThat(g.whole().started()).isTrue();
            assertThat(g.whole().minTasks()).isEqualTo(3);
        });
        Task task = given.pending("a");
        assertThat(String.valueOf(task.part())).isEqualTo("PodGroup/old");
    }

    @Test
    void compositesThatAreEachOthersParentsAreRefused() {
        Given given = Given.text("""
                apiVersion: scheduling.k8s.io/v1alpha3
                kind: CompositePodGroup
                metadata: {name: a}
                spec: {parentCompositePodGroupName: b, schedulingPolicy: {basic: {}}}
                ---
                {apiVersion: scheduling.k8s.io/v1alpha3, kind: CompositePodGroup, metadata: {name: b}, spec: {parentCompositePodGroupName: a, schedulingPolicy: {basic: {}}}}
                ---
                {apiVersion: scheduling.k8s.io/v1alpha3, kind: PodGroup, metadata: {name: g}, spec: {parentCompositePodGroupName: a, schedulingPolicy: {basic: {}}}}
                ---
                {kind: Pod, metadata: {name: p}, spec: {schedulingGroup: {podGroupName: g}, containers: [{name: main}]}}
                """);
        assertThat(given.result().cluster().gangs()).singleElement().satisfies(g -> assertThat(g.refusals())
                .isNotEmpty());
    }
}
