package dev.kerf.core.advise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.use.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many workloads are looked at side by side. */
class LookingTest {
    private static final int WORKLOADS = 200;

    /** Says something of each workload, and in the end of all it kept. */
    private static final class Listing implements OneByOne {
        private final List<String> kept = new ArrayList<>();

        @Override
        public Look begin(Scene scene) {
            return work -> new Noted(List.of(draft(work)), () -> kept.add(work.workload()));
        }
    }

    private static Draft draft(Work work) {
        return Drafting.of(Kind.R01, work.target())
                .reckons("held", Long.toString(work.held()))
                .changes(WhatIf.NONE)
                .doing(new Action.Scale(work.target(), 0));
    }

    private static Scene scene() {
        Scenes scenes = new Scenes();
        for (int i = 0; i < WORKLOADS; i++) {
            String name = "%03d".formatted(i);
            scenes.node("node-" + name, "A100", 8)
                    .running("Deployment/chat-" + name, 1, "node-" + name, 1 + i % 8)
                    .sawAll("Deployment/chat-" + name, Signal.ACTIVITY, Scenes.steady(7, 0.3));
        }
        return scenes.scene();
    }

    @Test
    void whatIsSaidAndKeptComesInTheOrderOfTheWorkloads() {
        Scene scene = scene();
        Listing listing = new Listing();
        List<Draft> side = Looking.at(scene, List.of(listing));

        List<String> expected = IntStream.range(0, WORKLOADS)
                .mapToObj(i -> "Deployment/chat-%03d".formatted(i))
                .toList();
        assertThat(listing.kept).containsExactlyElementsOf(expected);
        assertThat(side).hasSize(WORKLOADS).isEqualTo(new Listing().drafts(scene));
    }

    /** How much is measured goes by pods, however few workloads they are of. */
    @Test
    void whatIsLargeGoesByPods() {
        assertThat(pods(124).large()).isFalse();
        assertThat(pods(126).large()).isTrue();
    }

    private static Scene pods(int nodes) {
        Scenes scenes = new Scenes();
        for (int i = 0; i < nodes; i++) {
            scenes.node("node-" + i, "A100", 8).running("Deployment/chat-" + i, 8, "node-" + i, 1);
        }
        return scenes.scene();
    }
}
