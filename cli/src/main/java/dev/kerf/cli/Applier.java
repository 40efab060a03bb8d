package dev.kerf.cli;

import dev.kerf.core.act.Level;
import dev.kerf.core.act.Pace;
import dev.kerf.core.act.Proposal;
import dev.kerf.core.act.SizingPolicy;
import dev.kerf.core.act.SizingPolicy.Manner;
import dev.kerf.core.act.State;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Scene;
import dev.kerf.kube.act.Application;
import dev.kerf.kube.act.Applying;
import dev.kerf.kube.act.AuditLog;
import dev.kerf.kube.act.Measurements;
import dev.kerf.kube.act.Pause;
import dev.kerf.kube.act.People;
import dev.kerf.kube.act.Policies;
import dev.kerf.kube.api.Api;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Follows advice on a cluster because a person asked for it. */
final class Applier {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TRIES = 6;
    private final Api api;
    private final Ledger ledger;
    private final Applying applying;
    private final People people;
    private final InstantSource clock;
    private final SizingPolicy asked;

    /**
     * @param count how many a person asks for at once: where no policy speaks of them, so many may be under way
     * @param manner how sizes are changed where no policy says
     * @param source who measures what policies want to be kept
     */
    Applier(Api api, Ledger ledger, InstantSource clock, int count, Manner manner, Measurements source) {
        this.api = api;
        this.ledger = ledger;
        AuditLog log = ledger.log();
        this.applying = new Applying(api, log, Pause.USUAL, () -> true, source, () -> Policies.now(api));
        this.people = new People(api, log);
        this.clock = clock;
        SizingPolicy none = SizingPolicy.NONE;
        Pace pace = new Pace(Math.max(Pace.USUAL.anHour(), count), Math.max(Pace.USUAL.atOnce(), count));
        this.asked = new SizingPolicy(
                none.name(),
                none.priority(),
                none.scope(),
                Level.APPROVE,
                none.bounds(),
                none.windows(),
                pace,
                manner,
                none.terms());
    }

    /** What the guards of the living objects say; nothing is written. */
    Application tried(Advice advice, Scene scene) {
        List<SizingPolicy> lowered = new ArrayList<>();
        Policies.now(api).forEach(policy -> lowered.add(policy.at(policy.level().lowered(Level.RECOMMEND))));
        lowered.add(asked.at(Level.RECOMMEND));
        return applying.apply(proposal(advice, scene), lowered, clock.instant());
    }

    /** Approves it, and carries it out as far as it may go. */
    Application apply(Advice advice, Scene scene) {
        return advice.clear() ? carried(advice, scene) : stopped(advice);
    }

    /** The advice itself says that it must not be done now; nobody has to be asked, and nothing is written. */
    private static Application stopped(Advice advice) {
        String why = advice.guards().stream()
                .filter(guard -> !guard.passes())
                .map(guard -> guard.name() + ": " + guard.message())
                .findFirst()
                .orElse("");
        return new Application(advice.id(), advice.draft().target().toString(), State.PROPOSED, advice.guards(), why);
    }

    private Application carried(Advice advice, Scene scene) {
        Proposal proposal = proposal(advice, scene);
        List<SizingPolicy> policies = new ArrayList<>(Policies.now(api));
        // A person who asks for it has approved it; a policy that speaks of the work has the last word.
        policies.add(asked);
        people.approve(proposal.action(), proposal.advice(), System.getProperty("user.name"), clock.instant());
        // Before it is begun: whoever goes on with it later knows neither what was expected nor what belongs to it.
        ledger.expect(advice, scene, clock.instant());
        Application come = applying.apply(proposal, policies, clock.instant());
        for (int tries = 1; come.state() == State.APPROVED && tries < TRIES; tries++) {
            Pause.USUAL.after(tries); // the object has changed since it was looked at, be it by its controller
            come = applying.apply(proposal, policies, clock.instant());
        }
        return settled(come);
    }

    /** Goes on with what was begun of this advice and is not settled. */
    List<Application> resumed(Set<String> advice) {
        return applying.tend(advice, clock.instant()).stream()
                .map(this::settled)
                .toList();
    }

    /** The advice that somebody has begun, or begun to take back, and not ended. */
    Set<String> half() {
        return applying.half();
    }

    /** Takes it back. */
    List<Application> takeBack(String advice) {
        return applying.takeBack(advice, "a person asked for it", clock.instant());
    }

    /** Goes on until all of it is written, or it is plain that it will not be soon. */
    private Application settled(Application begun) {
        Application come = begun;
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (int tries = 0; come.state() == State.APPLYING && System.nanoTime() < end; tries++) {
            Pause.USUAL.after(tries);
            come = applying.tend(begun.advice(), clock.instant()).stream()
                    .findFirst()
                    .orElse(come);
        }
        return come;
    }

    private static Proposal proposal(Advice advice, Scene scene) {
        return Proposal.of(advice, scene.history().trust(), scene.now());
    }
}
