package dev.kerf.core.advise;

import static dev.kerf.core.advise.Scenes.gib;
import static dev.kerf.core.advise.Scenes.steady;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.rule.Catalogue;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Signal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Advice as a whole: what can be followed together, and what stops all of it. */
class AdvisorTest {
    /** One service that does nothing at all: it can be stopped, or given a small part of a GPU. */
    private static Scenes idle() {
        return new Scenes()
                .node("a", "A100", 4)
                .price("A100", "3.50")
                .running("Deployment/chat", 1, "a", 1)
                .saw("chat-0", Signal.ACTIVITY, steady(14, 0.001))
                .saw("chat-0", Signal.GPU_MEMORY, steady(14, gib(9)))
                .saw("chat-0", Signal.CPU, steady(14, 0.1))
                .saw("chat-0", Signal.MEMORY, steady(14, gib(4)))
                .saw("chat-0", Signal.NETWORK, steady(14, 10));
    }

    private static Advised advised(Scenes scenes) {
        return Advisor.advise(scenes.scene(), Catalogue.ALL);
    }

    private static List<String> ids(List<Advice> advice) {
        return advice.stream().map(Advice::id).toList();
    }

    @Test
    void whatLivesOffTheSameIsNotCountedTwice() {
        Advised advised = advised(idle());
        assertThat(ids(advised.advice()))
                .contains("R01-team-Deployment-chat")
                .doesNotContain("R06-team-Deployment-chat");
        assertThat(ids(advised.aside())).contains("R06-team-Deployment-chat");
        assertThat(advised.together().theoretical()).isEqualTo(1);
        assertThat(advised.together().real()).hasToString("14.00 USD");
        assertThat(advised.held()).isEqualTo(1);
    }

    @Test
    void manyThatHaveAPlaceTogetherAreFollowedAtOnce() {
        Scenes scenes = new Scenes().price("A100", "3.50");
        for (int i = 0; i < 20; i++) {
            scenes.node("n" + i, "A100", 1)
                    .running("Notebook/paper" + i, 1, "n" + i, 1)
                    .saw("paper" + i + "-0", Signal.ACTIVITY, steady(3, 0))
                    .saw("paper" + i + "-0", Signal.CPU, steady(3, 0));
        }
        Advised advised = advised(scenes);
        assertThat(ids(advised.followed()))
                .filteredOn(id -> id.startsWith("R01"))
                .hasSize(20);
        assertThat(advised.together().empty()).hasSize(20);
        assertThat(advised.together().real()).hasToString("70.00 USD");
    }

    @Test
    void aSourceThatCannotBeTrustedStopsEveryAction() {
        Scenes lying = idle().lacks(new Lack("impossible-values", 0.2, "100,000 % of a GPU was told of 7 series", ""));
        Advised advised = advised(lying);
        assertThat(advised.advice())
                .filteredOn(a -> !(a.draft().action() instanceof Action.Manifest))
                .noneMatch(Advice::clear);
        Advice first = advised.advice().stream()
                .filter(a -> a.draft().kind() == Kind.R01)
                .findFirst()
                .orElseThrow();
        assertThat(first.guards())
                .contains(
                        Guard.failed(
                                "source-trusted",
                                "the source is worth 0.20 of 1, an action wants 0.50: 100,000 % of a GPU was told of 7 series"));
    }

    @Test
    void oldMeasurementsStopEveryAction() {
        Advised advised = advised(idle().measuredAgo(Duration.ofHours(2)));
        assertThat(advised.together().realisable()).isZero();
        assertThat(advised.advice())
                .filteredOn(a -> a.draft().kind() == Kind.R01)
                .allMatch(a -> a.guards()
                        .contains(Guard.failed(
                                "metrics-fresh",
                                "the newest measurements are 120 min old, an action wants 10 at most")));
    }

    @Test
    void aGpuWithoutAPriceStopsTheActionAndNoPriceIsGuessed() {
        Scenes unpriced = new Scenes()
                .node("a", "H800", 4)
                .running("Notebook/paper", 1, "a", 1)
                .saw("paper-0", Signal.ACTIVITY, steady(3, 0))
                .saw("paper-0", Signal.CPU, steady(3, 0));
        Advice advice = advised(unpriced).advice().stream()
                .filter(a -> a.draft().kind() == Kind.R01)
                .findFirst()
                .orElseThrow();
        assertThat(advice.benefit().real()).isNull();
        assertThat(advice.guards()).contains(Guard.failed("price-known", "no price is known of H800"));
    }

    @Test
    void protectedNamespacesAreNotTouched() {
        Scenes system = idle().tasks(t -> new dev.kerf.core.model.Task(
                new dev.kerf.core.model.TaskId("kube-system", t.id().name()),
                t.workload(),
                t.labels(),
                t.need(),
                t.constraints(),
                0,
                t.created(),
                null,
                List.of()));
        system.saw("chat-0", Signal.ACTIVITY, steady(14, 0)).saw("chat-0", Signal.NETWORK, steady(14, 0));
        assertThat(advised(system).advice())
                .filteredOn(a -> a.draft().target() instanceof Target.OfWorkload)
                .isNotEmpty()
                .allMatch(a -> a.guards()
                        .contains(Guard.failed(
                                "protected-namespace",
                                "namespace kube-system is protected: nothing in it is changed")));
    }
}
