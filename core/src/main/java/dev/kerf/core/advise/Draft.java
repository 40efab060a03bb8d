package dev.kerf.core.advise;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a rule has found, before it is proven.
 *
 * @param kind          of the catalogue
 * @param target        what it would change
 * @param window        how far back it looked
 * @param evidence      what it saw
 * @param method        the formula, in words and numbers
 * @param goal          what it comes to, in a few words
 * @param decomposition the parts of the goal, by name
 * @param gpuHours      GPU-hours a day that nobody would need any more, where less is used for part of the time only; 0: what
 *                      planning says
 * @param risk          what may go wrong
 * @param confidence    how sure it is
 * @param guards        the rule's own
 * @param action        what is to be done
 * @param change        what the planner would then see
 * @param claims        what it lives off: two drafts with a claim in common cannot both be done
 * @param proven        what it saves, where the rule itself has proven it together with others; null: to be proven
 * @param with          those others, by id
 * @param proof         how; empty: not yet
 */
public record Draft(
        Kind kind,
        Target target,
        Duration window,
        List<Observation> evidence,
        String method,
        String goal,
        SequencedMap<String, String> decomposition,
        double gpuHours,
        Risk risk,
        Confidence confidence,
        List<Guard> guards,
        Action action,
        WhatIf change,
        Set<String> claims,
        @Nullable Benefit proven,
        List<String> with,
        String proof) {
    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9.]+");

    public Draft {
        evidence = List.copyOf(evidence);
        guards = List.copyOf(guards);
        decomposition = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(decomposition));
        claims = Set.copyOf(claims);
        with = List.copyOf(with);
    }

    /** {@code R01-team-Deployment-web}: the same as long as the same is advised about the same. */
    public String id() {
        return id(kind, target);
    }

    /** The same with evidence as it is kept. */
    Draft shown(Scene scene) {
        return !scene.large()
                ? this
                : new Draft(
                        kind,
                        target,
                        window,
                        evidence.stream().map(scene::shown).toList(),
                        method,
                        goal,
                        decomposition,
                        gpuHours,
                        risk,
                        confidence,
                        guards,
                        action,
                        change,
                        claims,
                        proven,
                        with,
                        proof);
    }

    /** The id of what is advised about a target. */
    public static String id(Kind kind, Target target) {
        return kind + "-" + OTHERS.matcher(target.toString()).replaceAll("-");
    }
}
