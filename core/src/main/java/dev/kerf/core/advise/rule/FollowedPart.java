package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.WhatIf;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.Share;
import dev.kerf.core.size.Follow;
import dev.kerf.core.size.Followed;
import dev.kerf.core.size.Resize;
import dev.kerf.core.size.Size;
import dev.kerf.core.use.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * R04 and R05 of a part that follows its load: what it is to be for the next hour, where it stands. What it gives up others
 * may take until it wants it back; then it has to move.
 */
final class FollowedPart {
    private static final double HOURS = 24;
    private static final Duration DAY = Duration.ofDays(1);

    private final Work work;
    private final Size size;
    private final Followed followed;
    private final Follow follow;
    private final Scene scene;
    private final int asked;
    private final int target;

    FollowedPart(Fitting.Fit fit, Size size, Scene scene) {
        this.work = fit.work();
        this.size = size;
        this.followed = Objects.requireNonNull(size.followed());
        this.follow = Objects.requireNonNull(scene.follow(work));
        this.scene = scene;
        this.asked = fit.asked();
        LargerPart larger = new LargerPart(fit, scene);
        int needed = follow.asked(asked, size.fraction());
        // A load that is cut off at its part does not show what it needs.
        this.target = larger.full() ? Math.max(needed, Math.min(follow.most(), larger.target())) : needed;
    }

    /** What is said of it: nothing while the part is about what all of its pods have. */
    List<Draft> drafts() {
        return target == asked && work.gpu() != null ? List.of() : List.of(draft());
    }

    /** Whether any of its pods has less. */
    private boolean grows() {
        return target > work.smallestPart();
    }

    private Draft draft() {
        Drafting draft = Drafting.of(grows() ? Kind.R05 : Kind.R04, work.target())
                .over(Evidences.WINDOW)
                .claims(Words.claims(work));
        Evidences.of(work, scene, draft);
        reckoned(draft);
        boolean room = !grows() || Rooms.has(work, scene, target);
        draft.part("in place", room ? "yes" : "no, it has to move");
        guards(draft);
        if (!room) {
            Emptying.unmoved(work.placements(), draft);
        }
        return draft.frees(Math.max(0, asked - target) * work.ids().size() * HOURS / Share.WHOLE)
                .changes(room ? WhatIf.inPlace(work, target) : WhatIf.asking(work, Resize.gpu(target)))
                .doing(new Action.Fraction(work.gpuContainer(), target, true, !room));
    }

    private void reckoned(Drafting draft) {
        draft.reckons(
                        "max(%s, so that the next hour exceeds it in %s of its values at most; max memory × %.2f ÷ card)"
                                .formatted(
                                        followed.basis().words(),
                                        Words.percent(follow.tooLittle()),
                                        scene.thresholds().margins().memory()),
                        "%s of a GPU instead of %s for the next hour".formatted(Share.text(target), Share.text(asked)))
                .part("by compute", part(size.compute().target()))
                .part("by memory", part(size.byMemory().target()))
                .part("in the mean of a week", part(followed.mean() * Share.WHOLE))
                .part("asked", Share.text(target))
                .sure(work.confidence(Signal.ACTIVITY, scene.now()))
                .risks(
                        grows() ? 0.1 : 0.1 + follow.tooLittle(),
                        grows()
                                ? "whoever shares its card has less to borrow"
                                : "its latency, where its load rises within the hour or others have taken its room by then");
    }

    private static String part(double thousandths) {
        return String.format(java.util.Locale.ROOT, "%.3f", thousandths / Share.WHOLE);
    }

    private void guards(Drafting draft) {
        draft.guard(
                "enough-evidence", true, work.watched(scene.now()).toDays() + " days of figures that can be believed");
        if (!grows()) {
            settled(draft);
            Evidences.pool(!work.of(Signal.KV_CACHE).isEmpty(), draft);
        }
    }

    /** Who has just begun may still be loading what it is to serve. */
    private void settled(Drafting draft) {
        Duration youngest = work.of(Signal.ACTIVITY).values().stream()
                .map(seen -> Duration.between(seen.track().begun(), scene.now()))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
        draft.guard(
                "too-young",
                youngest.compareTo(DAY) >= 0,
                "its youngest pod is measured since %d h; before a part that follows its load shrinks that has to be %d"
                        .formatted(youngest.toHours(), DAY.toHours()));
    }
}
