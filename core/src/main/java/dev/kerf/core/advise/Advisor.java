package dev.kerf.core.advise;

import dev.kerf.core.size.Follow;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Asks every rule, proves what they say, and chooses what can be followed together. */
public final class Advisor {
    private static final Duration IDLE_LASTS = Duration.ofHours(24);
    private static final Duration LASTS = Duration.ofDays(5);
    private static final double HOURS = 24;
    private final Scene scene;
    private final Proving proving;
    private final Common common;

    private Advisor(Scene scene) {
        this.scene = scene;
        this.proving = new Proving(scene);
        this.common = new Common(scene);
    }

    /** All advice of these rules about a scene. */
    public static Advised advise(Scene scene, List<Rule> rules) {
        return new Advisor(scene).advise(rules);
    }

    private Advised advise(List<Rule> rules) {
        List<Advice> all = Looking.at(scene, rules).stream().map(this::proven).toList();
        List<Advice> chosen = Choice.of(all);
        Set<Advice> others = Collections.newSetFromMap(new IdentityHashMap<>());
        others.addAll(chosen);
        List<Advice> aside = all.stream().filter(a -> !others.contains(a)).toList();
        Together together = Together.of(chosen, proving);
        return new Advised(
                chosen,
                aside,
                together.followed(),
                together.benefit(),
                proving.end(together.change()),
                proving.held(),
                scene.history().lacks());
    }

    private Advice proven(Draft draft) {
        Benefit known = draft.proven();
        Benefit benefit = known != null ? known : proving.of(draft.change(), draft.gpuHours() / HOURS);
        return new Advice(
                draft, benefit, common.of(draft, benefit), scene.now().plus(lasts(draft)), draft.with(), draft.proof());
    }

    private static Duration lasts(Draft draft) {
        boolean follows = draft.action() instanceof Action.Fraction part && part.follows();
        return follows ? Follow.AHEAD : draft.kind() == Kind.R01 ? IDLE_LASTS : LASTS;
    }
}
