package dev.kerf.core.advise.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.use.Attribution;
import dev.kerf.core.use.Signal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MigLayoutTest {
    private static final Map<String, Long> ONES = Map.of("1g.5gb", 14L);

    private static List<Draft> drafts(Scenes scenes) {
        return new MigLayout().drafts(scenes.scene());
    }

    private static Guard guard(Draft draft, String name) {
        return draft.guards().stream()
                .filter(g -> g.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Two nodes cut into ones only, of which one is empty; two tasks wait for a three each. */
    private static Scenes waiting() {
        return new Scenes()
                .node(Migs.node("a", 2, ONES))
                .node(Migs.node("b", 2, ONES))
                .pod(Migs.asking("Deployment/embed", "embed-0", "1g.5gb"), "a")
                .pending(
                        Migs.asking("Job/train", "train-0", "3g.20gb"), Migs.asking("Job/train", "train-1", "3g.20gb"));
    }

    @Test
    void theEmptyNodeIsCutForWhatWaits() {
        Draft draft = drafts(waiting()).getFirst();
        assertThat(draft.id()).isEqualTo("R09-node-b");
        assertThat(draft.goal()).startsWith("1 of the cards of node b cut anew");
        assertThat(draft.method()).contains("(exact)").contains("at least 1 cards");
        assertThat(draft.decomposition())
                .containsEntry("3g.20gb", "2 wait, 0 by R07, 0 free elsewhere, here 0 now and 2 then");
        assertThat(draft.action()).isInstanceOfSatisfying(Action.Manifest.class, m -> assertThat(m.manifest())
                .contains("\"3g.20gb\": 2")
                .contains("nvidia.com/mig.config=kerf-b"));
        assertThat(draft.guards()).allMatch(Guard::passes);
        assertThat(Found.stops(Found.in(waiting(), new MigLayout()).one())).isEmpty();
        assertThat(Objects.requireNonNull(draft.proven()).served()).hasSize(2);
        assertThat(draft.proof()).contains("2 tasks that wait get a place");
    }

    @Test
    void cardsThatServeAlreadyStayAsTheyAre() {
        Draft draft = drafts(waiting().pending(Migs.asking("Job/small", "small-0", "1g.5gb")))
                .getFirst();
        assertThat(draft.decomposition().values()).anyMatch(v -> v.endsWith(", as it is") || v.contains("1g.5gb@"));
    }

    @Test
    void aNodeWithWorkOnItIsNotCut() {
        Scenes scenes = waiting().pod(Migs.asking("Deployment/other", "other-0", "1g.5gb"), "b");
        Guard empty = guard(drafts(scenes).getFirst(), "node-empty");
        assertThat(empty.passes()).isFalse();
        assertThat(empty.message()).contains("cutting clears every card");
    }

    @Test
    void oneNodeOfAPoolAtATime() {
        Scenes scenes =
                waiting().node(Migs.labelled(Migs.node("c", 2, ONES), "nvidia.com/mig.config.state", "pending"));
        assertThat(guard(drafts(scenes).getFirst(), "one-node-at-a-time").passes())
                .isFalse();
    }

    @Test
    void whatIsOfferedNeedsNoOtherLayout() {
        Scenes scenes =
                new Scenes().node(Migs.node("a", 2, ONES)).pending(Migs.asking("Job/train", "train-0", "1g.5gb"));
        assertThat(drafts(scenes)).isEmpty();
    }

    @Test
    void whatWorkWouldAskForAfterFittingIsDemandToo() {
        Scenes scenes = new Scenes()
                .node(Migs.node("a", 2, Map.of("3g.20gb", 4L)))
                .node(Migs.node("b", 2, Map.of("3g.20gb", 4L)))
                .pod(Migs.asking("Deployment/embed", "embed-0", "3g.20gb"), "a", 0)
                .saw("embed-0", Signal.GPU_MEMORY, Scenes.steady(14, Scenes.gib(4)), Attribution.MIG_INSTANCE)
                .saw("embed-0", Signal.ACTIVITY, Scenes.steady(14, 0.1), Attribution.MIG_INSTANCE);
        Draft draft = drafts(scenes).getFirst();
        assertThat(draft.decomposition())
                .containsEntry("1g.5gb", "0 wait, 1 by R07, 0 free elsewhere, here 0 now and 1 then");
    }
}
