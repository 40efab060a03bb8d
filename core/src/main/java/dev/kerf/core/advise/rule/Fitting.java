package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Rule;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Share;
import dev.kerf.core.size.JointRounding;
import dev.kerf.core.size.Proof;
import dev.kerf.core.size.Resize;
import dev.kerf.core.size.Size;
import dev.kerf.core.size.Sized;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * R04, R05 and R06: the part of a GPU that each workload of one GPU needs. Those that need less are rounded together with
 * where they would stand and proven together, since how much one may ask decides how many fit on a card.
 */
final class Fitting implements Rule {
    private static final double HALF_IDLE = 0.4;

    /** A workload and what it needs. */
    record Fit(Work work, Sized sized, int asked) {
        @Nullable
        Size size() {
            return sized instanceof Sized.Known known ? known.size() : null;
        }

        Kind kind() {
            return asked == Share.WHOLE ? Kind.R06 : Kind.R04;
        }
    }

    @Override
    public List<Draft> drafts(Scene scene) {
        List<Fit> smaller = new ArrayList<>();
        List<Draft> drafts = new ArrayList<>();
        for (Work work : scene.works()) {
            int asked = asked(work.gpu());
            if (asked > 0 && work.held() > 0 && !work.notebook()) {
                Fit fit = new Fit(work, Sizes.of(work, scene), asked);
                sort(fit, scene, smaller, drafts);
            }
        }
        drafts.addAll(together(smaller, scene));
        return drafts;
    }

    /** Thousandths of the one GPU that each pod asks; 0: it asks something else. */
    private static int asked(@Nullable GpuNeed need) {
        return switch (need) {
            case GpuNeed.Whole(int devices) when devices == 1 -> Share.WHOLE;
            case GpuNeed.Fraction(int thousandths, int devices) when devices == 1 -> thousandths;
            case null, default -> 0;
        };
    }

    private static void sort(Fit fit, Scene scene, List<Fit> smaller, List<Draft> drafts) {
        if (fit.asked() < Share.WHOLE && new LargerPart(fit, scene).wanted()) {
            drafts.add(new LargerPart(fit, scene).draft());
            return;
        }
        Size size = fit.size();
        if (size == null) {
            drafts.add(new SmallerPart(fit, scene).unknown());
        } else if (scene.thresholds().rounding().up(size.fraction()) < fit.asked()
                && (fit.asked() < Share.WHOLE || low(size))) {
            smaller.add(fit);
        }
    }

    /** A whole GPU is shared only where less than two fifths of it are used. */
    private static boolean low(Size size) {
        return size.fraction().target() < HALF_IDLE * Share.WHOLE;
    }

    private static List<Draft> together(List<Fit> fits, Scene scene) {
        List<Resize> resizes = new ArrayList<>();
        for (Fit fit : fits) {
            Size size = fit.size();
            if (size != null) {
                fit.work().ids().forEach(id -> resizes.add(new Resize(id, size)));
            }
        }
        Proof proof = resizes.isEmpty()
                ? null
                : JointRounding.prove(
                        scene.cluster(), resizes, scene.thresholds().rounding(), scene.policy(), scene.seed());
        return proof == null ? List.of() : drafts(fits, scene, proof);
    }

    private static List<Draft> drafts(List<Fit> fits, Scene scene, Proof proof) {
        SortedMap<String, Long> given = new TreeMap<>();
        fits.forEach(fit -> given.put(SmallerPart.id(fit), given(fit, proof)));
        Division division = Division.of(proof, given, scene.book());
        Peaks peaks = new Peaks(scene, proof);
        return fits.stream()
                .map(fit -> new SmallerPart(fit, scene).draft(proof, division, peaks))
                .toList();
    }

    /** Thousandths that the workload's tasks ask less. */
    private static long given(Fit fit, Proof proof) {
        return fit.work().ids().stream()
                .mapToLong(id -> fit.asked() - proof.thousandths().getOrDefault(id, fit.asked()))
                .sum();
    }
}
