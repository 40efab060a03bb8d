package dev.kerf.core.advise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A draft in the making: a rule says one thing after the other. */
public final class Drafting {
    private final Kind kind;
    private final Target target;
    private Duration window = Duration.ZERO;
    private final List<Observation> evidence = new ArrayList<>();
    private String method = "";
    private String goal = "";
    private final SequencedMap<String, String> parts = new LinkedHashMap<>();
    private double gpuHours;
    private Risk risk = new Risk(0, "nobody");
    private Confidence confidence = Confidence.CERTAIN;
    private final List<Guard> guards = new ArrayList<>();
    private WhatIf change = WhatIf.NONE;
    private final Set<String> claims = new TreeSet<>();
    private @Nullable Benefit proven;
    private List<String> with = List.of();
    private String proof = "";

    private Drafting(Kind kind, Target target) {
        this.kind = kind;
        this.target = target;
    }

    public static Drafting of(Kind kind, Target target) {
        return new Drafting(kind, target);
    }

    /** How far back was looked. */
    public Drafting over(Duration time) {
        window = time;
        return this;
    }

    /** Evidence. */
    public Drafting sees(Observation observation) {
        evidence.add(observation);
        return this;
    }

    /** The formula, and what it comes to. */
    public Drafting reckons(String formula, String result) {
        method = formula;
        goal = result;
        return this;
    }

    /** A part of what it comes to. */
    public Drafting part(String name, String value) {
        parts.put(name, value);
        return this;
    }

    /** GPU-hours a day that nobody would need any more. */
    public Drafting frees(double hoursADay) {
        gpuHours = hoursADay;
        return this;
    }

    public Drafting risks(double score, String exposure) {
        risk = new Risk(score, exposure);
        return this;
    }

    public Drafting sure(Confidence how) {
        confidence = how;
        return this;
    }

    public Drafting guard(String name, boolean passes, String message) {
        guards.add(new Guard(name, passes, message));
        return this;
    }

    /** What the planner would see changed. */
    public Drafting changes(WhatIf what) {
        change = what;
        return this;
    }

    /** What it lives off. */
    public Drafting claims(Set<String> what) {
        claims.addAll(what);
        return this;
    }

    /** It is proven already, together with others. */
    public Drafting proven(Benefit benefit, List<String> together, String how) {
        proven = benefit;
        with = together;
        proof = how;
        return this;
    }

    /** The draft, with what is to be done. */
    public Draft doing(Action action) {
        return new Draft(
                kind,
                target,
                window,
                evidence,
                method,
                goal,
                parts,
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
}
