package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.OneByOne;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.size.JointRounding;
import dev.kerf.core.size.Proof;
import dev.kerf.core.size.Resize;
import dev.kerf.core.size.Size;
import dev.kerf.core.size.Sized;
import dev.kerf.core.use.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * R04, R05 and R06: the part of a GPU that each workload of one GPU needs. Those that need less are rounded together with
 * where they would stand and proven together, since how much one may ask decides how many fit on a card. Parts that follow
 * their load change where they stand, each by itself.
 */
final class Fitting implements OneByOne {
    private static final double HALF_IDLE = 0.4;

    /**
     * A workload and what it needs.
     *
     * @param needed whether it needs the whole card it has, whatever exactly its size is
     */
    record Fit(Work work, Sized sized, int asked, boolean needed) {
        @Nullable
        Size size() {
            return sized instanceof Sized.Known known ? known.size() : null;
        }

        Kind kind() {
            return asked == Share.WHOLE ? Kind.R06 : Kind.R04;
        }
    }

    @Override
    public Look begin(Scene scene) {
        List<SmallerPart> smaller = new ArrayList<>();
        Peaks peaks = new Peaks(scene);
        return new Look() {
            @Override
            public Noted at(Work work) {
                int asked = work.largestPart() > 0 ? work.largestPart() : asked(work.gpu());
                Said said = asked > 0 && work.held() > 0 && !work.notebook()
                        ? said(fit(work, asked, scene), scene)
                        : Said.NOTHING;
                Map<TaskId, Track> active = asked != Share.WHOLE || said.part() != null ? peaks.of(work) : Map.of();
                return new Noted(said.drafts(), () -> {
                    peaks.keep(active);
                    if (said.part() != null) {
                        smaller.add(said.part());
                    }
                });
            }

            @Override
            public List<Draft> end() {
                return together(smaller, peaks, scene);
            }
        };
    }

    /** Most that hold a whole card need it; then the size itself is not reckoned. */
    private static Fit fit(Work work, int asked, Scene scene) {
        Sized least = asked == Share.WHOLE ? Sizes.least(work, scene) : null;
        boolean needed =
                least instanceof Sized.Known known && (!low(known.size()) || Sizes.needs(work, scene, HALF_IDLE));
        boolean enough = needed || least instanceof Sized.Unknown;
        return new Fit(work, enough && least != null ? least : Sizes.of(work, scene), asked, needed);
    }

    /** Thousandths of the one GPU that each pod asks; 0: it asks something else. */
    private static int asked(@Nullable GpuNeed need) {
        return switch (need) {
            case GpuNeed.Whole(int devices) when devices == 1 -> Share.WHOLE;
            case GpuNeed.Fraction(int thousandths, int devices) when devices == 1 -> thousandths;
            case null, default -> 0;
        };
    }

    /** What is said of a workload by itself, or the part that is decided together with others; null: none is. */
    private record Said(List<Draft> drafts, @Nullable SmallerPart part) {
        static final Said NOTHING = new Said(List.of(), null);
    }

    private static Said said(Fit fit, Scene scene) {
        Size known = fit.size();
        if (known != null && known.followed() != null) {
            return new Said(new FollowedPart(fit, known, scene).drafts(), null);
        }
        if (fit.asked() < Share.WHOLE && new LargerPart(fit, scene).wanted()) {
            return new Said(List.of(new LargerPart(fit, scene).draft()), null);
        }
        if (known == null) {
            return new Said(List.of(new SmallerPart(fit, scene).unknown()), null);
        }
        boolean less = !fit.needed()
                && scene.thresholds().rounding().up(known.fraction()) < fit.asked()
                && (fit.asked() < Share.WHOLE || low(known));
        return less ? new Said(List.of(), new SmallerPart(fit, scene).seen()) : Said.NOTHING;
    }

    /** A whole GPU is shared only where less than two fifths of it are used. */
    private static boolean low(Size size) {
        return size.fraction().target() < HALF_IDLE * Share.WHOLE;
    }

    private static List<Draft> together(List<SmallerPart> parts, Peaks peaks, Scene scene) {
        List<Fit> fits = parts.stream().map(SmallerPart::fit).toList();
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
        return proof == null ? List.of() : drafts(parts, fits, peaks, scene, proof);
    }

    private static List<Draft> drafts(List<SmallerPart> parts, List<Fit> fits, Peaks peaks, Scene scene, Proof proof) {
        SortedMap<String, Long> given = new TreeMap<>();
        fits.forEach(fit -> given.put(SmallerPart.id(fit), given(fit, proof)));
        Division division = Division.of(proof, given, scene.book());
        Peaks.Cards cards = peaks.of(proof);
        Set<String> namespaces = new TreeSet<>();
        proof.thousandths().keySet().forEach(id -> namespaces.add(id.namespace()));
        return parts.stream()
                .map(part -> part.draft(proof, division, cards, namespaces))
                .toList();
    }

    /** Thousandths that the workload's tasks ask less. */
    private static long given(Fit fit, Proof proof) {
        return fit.work().ids().stream()
                .mapToLong(id -> fit.asked() - proof.thousandths().getOrDefault(id, fit.asked()))
                .sum();
    }
}
