package dev.kerf.core.size;

import dev.kerf.core.forecast.Scope;
import dev.kerf.core.model.Share;
import dev.kerf.core.use.Track;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How closely a part of a GPU follows its load: it is reckoned anew all the time, and each time for the hour that follows.
 *
 * @param tooLittle how often the part may be too small, as a part of the values, above 0 and below a half
 * @param least     of a GPU, in thousandths
 * @param most      likewise
 */
public record Follow(double tooLittle, int least, int most) {
    /** A part does for so long. */
    public static final Duration AHEAD = Duration.ofHours(1);
    /** A load that is told of more seldom is not followed: what happens within a step is not seen. */
    public static final Duration COARSEST = Duration.ofMinutes(5);

    private static final Duration WEEK = Duration.ofDays(7);
    private static final double ALL = 1;
    /** What changes by the hour is packed with nothing: small steps give up least. */
    private static final Rounding FINE = new Rounding(10, 0);
    /** It can be larger again within the hour, so it may be smaller than a part that stays. */
    private static final int LEAST = 20;

    private static final double LEAST_LESS = 0.05;
    /** A whole GPU is no part of one that could be changed. */
    private static final int MOST = Share.WHOLE - 1;

    /** As little and as much as there can be. */
    public Follow(double tooLittle) {
        this(tooLittle, LEAST, MOST);
    }

    public Follow {
        if (!(tooLittle > 0 && tooLittle < 0.5)) {
            throw new IllegalArgumentException(
                    "a part may be too small more than never and less than half of the time, not " + tooLittle);
        }
    }

    /** The same, no less and no more than somebody wants of it, in thousandths. */
    public Follow within(long atLeast, long atMost) {
        int upTo = Math.clamp(atMost, LEAST, MOST);
        return new Follow(tooLittle, Math.clamp(atLeast, LEAST, upTo), upTo);
    }

    /**
     * What a part that follows is to ask, in thousandths. It grows by however little, since what it lacks is lacking now; it
     * shrinks by a twentieth at least.
     *
     * @param now    what it asks
     * @param needed of one GPU, in thousandths
     */
    public int asked(int now, Range needed) {
        int asked = Math.min(most, FINE.up(needed.atLeast(least)));
        return asked < now && now - asked < LEAST_LESS * now ? now : asked;
    }

    /** What the interval of its forecast covers: as much lies above it as may. */
    public double coverage() {
        return 1 - 2 * tooLittle;
    }

    /**
     * The part for the hour that follows a load's last value; null: nothing was seen, or not so often that it could be followed.
     *
     * @param load of one GPU, 0 to 1
     */
    public @Nullable Followed of(Track load) {
        if (load.step().compareTo(COARSEST) > 0) {
            return null;
        }
        if (load.step().compareTo(COARSEST) < 0) {
            return of(load.by(COARSEST));
        }
        int hour = Math.toIntExact(AHEAD.dividedBy(load.step()));
        int first = load.size() % hour; // hours are counted back from the end, so that the last has just ended
        Following following = new Following(new Scope(load.moment(first), load.step(), hour, ALL, coverage()));
        double sum = 0;
        int hours = 0;
        int week = load.size() - Math.toIntExact(WEEK.dividedBy(load.step()));
        for (int i = first; i < load.size(); i++) {
            if (i >= week && (load.size() - i) % hour == 0) {
                sum += following.part();
                hours++;
            }
            following.observe(load.value(i));
        }
        Following.Basis basis = following.basis();
        return basis == null ? null : new Followed(following.part(), basis, hours == 0 ? ALL : sum / hours);
    }
}
