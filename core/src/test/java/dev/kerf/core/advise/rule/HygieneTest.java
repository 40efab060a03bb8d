package dev.kerf.core.advise.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Scenes;
import dev.kerf.core.use.Lack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HygieneTest {
    private static List<Draft> drafts(Scenes scenes) {
        return new Hygiene().drafts(scenes.scene());
    }

    private static Draft of(String about, List<Draft> drafts) {
        return drafts.stream()
                .filter(d -> d.id().equals("R25-fleet-" + about))
                .findFirst()
                .orElseThrow();
    }

    private static Guard guard(Draft draft) {
        return draft.guards().getFirst();
    }

    private static String manifest(Draft draft) {
        return draft.action() instanceof Action.Manifest manifest ? manifest.manifest() : "";
    }

    @Test
    void gpusWithoutAPriceAreNamedWithTheFileThatGivesThemOne() {
        Draft draft = of("A100", drafts(new Scenes().node("a", "A100", 8)));
        assertThat(draft.evidence().getFirst().query()).isEqualTo("no price is known of A100: 8 GPUs");
        assertThat(manifest(draft))
                .contains("- model: A100")
                .contains("currency: USD")
                .contains("date: 2026-11-16");
        assertThat(guard(draft).passes()).isTrue();
        assertThat(Found.stops(Found.in(new Scenes().node("a", "A100", 8), new Hygiene())
                        .one()))
                .isEmpty();
    }

    @Test
    void aNodeThatNamesNothingCanBeGivenNoPrice() {
        assertThat(guard(of("unknown", drafts(new Scenes().node("a", "", 8)))).passes())
                .isFalse();
    }

    @Test
    void aSourceThatLacksSomethingIsMended() {
        Scenes scenes = new Scenes()
                .lacks(new Lack(
                        "activity-rung", 0.7, "SM_ACTIVE is not exported", "apiVersion: v1\nkind: ConfigMap\n"));
        Draft draft = of("activity-rung", drafts(scenes));
        assertThat(manifest(draft)).contains("ConfigMap");
        assertThat(draft.evidence().getFirst().value()).isEqualTo(0.7);
    }

    @Test
    void whatMendsItMayNotBeKnown() {
        Scenes scenes = new Scenes().lacks(new Lack("gaps", 0.4, "two days are missing", ""));
        assertThat(guard(of("gaps", drafts(scenes))).name()).isEqualTo("mend-known");
        assertThat(guard(of("gaps", drafts(scenes))).passes()).isFalse();
    }

    @Test
    void workOfNobodyGetsALabelPolicy() {
        Scenes scenes = new Scenes().node("a", "A100", 8).price("A100", "3.43").running("Deployment/orphan", 1, "a", 1);
        Draft draft = of("owners", drafts(scenes));
        assertThat(draft.evidence().getFirst().query())
                .startsWith("100.0 % of the GPUs held")
                .endsWith("team");
        assertThat(manifest(draft)).contains("kind: ClusterPolicy").contains("namespaces: [team]");
        assertThat(guard(draft).passes()).isTrue();
    }

    @Test
    void aTrifleOfNobodyIsLeftAlone() {
        Scenes scenes = new Scenes()
                .node("a", "A100", 8)
                .node("b", "A100", 64)
                .price("A100", "3.43")
                .running("Job/train", 1, "b", 60)
                .tasks(t -> t.withLabels(Map.of("team", "vision")))
                .running("Deployment/orphan", 1, "a", 1);
        assertThat(guard(of("owners", drafts(scenes))).passes()).isFalse();
    }
}
