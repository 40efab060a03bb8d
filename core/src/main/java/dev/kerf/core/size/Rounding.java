package dev.kerf.core.size;

import dev.kerf.core.model.Share;
import java.util.ArrayList;
import java.util.List;

/**
 * What a part of a GPU may be rounded to: up to the next step, to nothing at all, or down to what fits one time more on a
 * card, as far as the headroom may be given up for it.
 *
 * @param step    in thousandths
 * @param givenUp the part of the headroom that may be given up, 0 to 1
 */
public record Rounding(int step, double givenUp) {
    /** Steps of 0.05, and a quarter of the headroom at most. */
    public static final Rounding USUAL = new Rounding(50, 0.25);

    /** The next step above the target. */
    public int up(Range fraction) {
        int steps = (int) Math.ceil(fraction.target() / step - 1e-9);
        return Math.min(Share.WHOLE, Math.max(1, steps) * step);
    }

    /** All that comes into question, the largest first; headroom is given up of compute alone. */
    public List<Integer> choices(Size size) {
        Range fraction = size.fraction();
        List<Integer> choices = new ArrayList<>(List.of(up(fraction)));
        choices.add((int) Math.min(Share.WHOLE, Math.ceil(fraction.target() - 1e-9)));
        for (int times = 1; times <= Share.WHOLE / step; times++) {
            int each = Share.WHOLE / times;
            if (each <= up(fraction)
                    && each >= fraction.least()
                    && size.compute().givenUp(each) <= givenUp) {
                choices.add(each);
            }
        }
        return choices.stream().distinct().sorted((a, b) -> b - a).toList();
    }
}
