package dev.kerf.cli;

import dev.kerf.core.act.Bounds;
import dev.kerf.core.act.Level;
import dev.kerf.core.act.Pace;
import dev.kerf.core.act.Proposal;
import dev.kerf.core.act.Scope;
import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.act.State;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Scene;
import dev.kerf.kube.act.Application;
import dev.kerf.kube.act.Applying;
import dev.kerf.kube.act.AuditLog;
import dev.kerf.kube.act.Pause;
import dev.kerf.kube.api.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Carries the story's advice out as on any cluster: every guard is asked, what is intended is noted on the object before
 * anything is written, all of it goes to an audit log, and what was done is looked after before it counts.
 */
final class StoryActs {
    /** Owners are told, and may put it off, but in the story nobody waits for them; and much is done in a short time. */
    private static final SizingPolicy POLICY = new SizingPolicy(
            "demo",
            SizingPolicy.USUAL_PRIORITY,
            Scope.ALL,
            Level.CONTINUOUS,
            Bounds.NONE,
            List.of(),
            new Pace(100, 100),
            SizingPolicy.Manner.ROLLOUT,
            atOnce(SizingPolicy.Terms.USUAL));

    private static final String UNTOLD = "not-announced";
    private final InstantSource clock;
    private final Path audit;
    private final Applying applying;

    /** @param audit where the audit log goes */
    StoryActs(Api api, InstantSource clock, Path audit) {
        this.clock = clock;
        this.audit = audit;
        this.applying = new Applying(api, new AuditLog(audit), Pause.USUAL);
    }

    private static SizingPolicy.Terms atOnce(SizingPolicy.Terms terms) {
        return new SizingPolicy.Terms(
                terms.ready(),
                Duration.ZERO,
                terms.verify(),
                terms.change(),
                terms.dayCents(),
                terms.trust(),
                terms.admission(),
                terms.slos(),
                terms.follow());
    }

    /** Begins what is advised, and tells its owner before where that is wanted. */
    void apply(Advice advice, Scene scene) {
        Proposal proposal = Proposal.of(advice, scene.history().trust(), scene.now());
        Application come = applying.apply(proposal, List.of(POLICY), clock.instant());
        if (come.stopped().filter(guard -> guard.name().equals(UNTOLD)).isPresent()) {
            come = applying.apply(proposal, List.of(POLICY), clock.instant());
        }
        if (!come.state().open()) {
            throw new IllegalStateException("%s is not done: %s".formatted(advice.id(), come.message()));
        }
    }

    /** What it waited for has happened: all of it is written. */
    void goOn(Advice advice) {
        for (Application come : applying.tend(advice.id(), clock.instant())) {
            if (come.state() != State.VERIFYING) {
                throw new IllegalStateException("%s is not written: %s".formatted(advice.id(), come.message()));
            }
        }
    }

    /** It was looked after as long as the policy wants, and nothing became worse. */
    void settle(Advice advice) {
        Instant later = clock.instant().plus(POLICY.terms().verify()).plusSeconds(1);
        for (Application come : applying.tend(advice.id(), later)) {
            if (come.state() != State.DONE) {
                throw new IllegalStateException("%s was not left as it is: %s".formatted(advice.id(), come.message()));
            }
        }
    }

    /** Lines of the audit log, each of which was found to follow the one before it. */
    int audited() throws IOException {
        String wrong = AuditLog.verify(audit);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong);
        }
        return Files.readAllLines(audit).size();
    }
}
