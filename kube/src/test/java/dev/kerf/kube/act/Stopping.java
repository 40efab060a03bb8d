package dev.kerf.kube.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.act.State;
import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.TaskId;
import java.util.List;

/** Actions on the workload of a workshop, and what stops them. */
record Stopping(Workshop shop) {
    /** Half of the CPU. */
    Action less() {
        return new Action.Requests(shop.web(), new Cpu(500), null);
    }

    /** Twice of both. */
    Action more() {
        return new Action.Requests(shop.web(), new Cpu(2000), new Bytes(2L << 30));
    }

    Action scale() {
        return new Action.Scale(shop.web(), 1);
    }

    Action drain() {
        return new Action.Drain(
                shop.node(),
                List.of(new TaskId(shop.namespace.name(), "web-0"), new TaskId(shop.namespace.name(), "web-1")));
    }

    Application apply(Action action, SizingPolicy policy) {
        return shop.applying().apply(Workshop.proposal(action), List.of(policy), Workshop.NOW);
    }

    private static List<Guard> failing(Application application) {
        return application.guards().stream().filter(guard -> !guard.passes()).toList();
    }

    /** It stops the action, perhaps among others, and nothing is changed. */
    void stops(Action action, String name, String sentence) {
        stops(action, shop.policy(), name, sentence);
    }

    void stops(Action action, SizingPolicy policy, String name, String sentence) {
        Application application = apply(action, policy);
        assertThat(failing(application))
                .as(application.toString())
                .filteredOn(guard -> guard.name().equals(name))
                .singleElement()
                .satisfies(guard -> assertThat(guard.message()).contains(sentence));
        assertThat(application.state()).matches(state -> state.before() || state == State.DISMISSED);
        assertThat(shop.asks("web-0", "cpu")).isEqualTo("1");
    }

    /** It stops the action, and nothing else does. */
    void alone(Action action, String name, String sentence) {
        stops(action, name, sentence);
        assertThat(failing(apply(action, shop.policy())))
                .extracting(Guard::name)
                .containsExactly(name);
    }
}
