package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Advised;
import dev.kerf.core.advise.Advisor;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Rule;
import dev.kerf.core.advise.Scenes;
import java.util.List;

/** What the advisor makes of a scene with some rules. */
record Found(Advised advised) {
    static Found in(Scenes scenes, Rule... rules) {
        return new Found(Advisor.advise(scenes.scene(), List.of(rules)));
    }

    List<Advice> all() {
        return advised.advice();
    }

    /** The only one. */
    Advice one() {
        if (all().size() != 1) {
            throw new AssertionError("one advice was expected: " + ids());
        }
        return all().getFirst();
    }

    List<String> ids() {
        return all().stream().map(Advice::id).toList();
    }

    /** What the guards that stop it are called. */
    static List<String> stops(Advice advice) {
        return advice.guards().stream()
                .filter(g -> !g.passes())
                .map(Guard::name)
                .toList();
    }

    /** What a guard says. */
    static String says(Advice advice, String guard) {
        return advice.guards().stream()
                .filter(g -> g.name().equals(guard))
                .map(Guard::message)
                .findFirst()
                .orElseThrow();
    }
}
