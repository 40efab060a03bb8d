package dev.kerf.core.advise.rule;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Share;
import dev.kerf.core.use.Signal;
import dev.kerf.core.use.Track;
import org.jspecify.annotations.Nullable;

/**
 * The memory of an inference engine, as its replicas have it that are started alike.
 *
 * @param sees        of its card, in bytes: all of it, or its part
 * @param holds       bytes: what it was given
 * @param weights     bytes of the model; 0: not told
 * @param used        of its cache, q95, 0 to 1
 * @param most        of its cache, the most, 0 to 1
 * @param waiting     requests that wait, q95; NaN: not measured
 * @param preemptions a second, the most; NaN: not measured
 * @param trial       the replica that was given less than the others; null: none was
 */
record EnginePool(
        double sees,
        double holds,
        double weights,
        double used,
        double most,
        double waiting,
        double preemptions,
        @Nullable Trial trial) {
    /** The label of pods that tells how large the weights are. */
    static final String WEIGHTS = "kerf.dev/model-weights";
    /** A cache so full is no cache. */
    static final double FULL = 0.9;

    /** What it is given is rounded up to multiples of it, as a part of what it sees. */
    static final double STEP = 0.05;

    private static final double PART = 0.95;
    private static final double HEADROOM = 1.2;
    /** Activations, CUDA graphs and the context: a tenth of the weights, at least so much. */
    private static final double ACTIVATIONS = 0.1;

    private static final double LEAST_ACTIVATIONS = 1.5 * (1L << 30);
    /** A cache below it serves nobody well. */
    private static final double LEAST_CACHE = 2.0 * (1L << 30);

    /** As measured of those that are not on trial. One that has less, but more than all would get, is one like the others. */
    static EnginePool of(Figures figures, Bytes card) {
        double sees = sees(figures, card);
        @Nullable Trial trial = Trial.of(figures, sees);
        EnginePool pool = of(figures, sees, trial);
        return trial == null || trial.tries(pool.target() + STEP) ? pool : of(figures, sees, null);
    }

    /** Of its card, in bytes. */
    private static double sees(Figures figures, Bytes card) {
        int part = figures.work().placements().stream()
                .flatMap(p -> figures.work().pieces(p.task().id()).stream())
                .mapToInt(p -> p.thousandths())
                .min()
                .orElse(Share.WHOLE);
        return card.count() * (double) part / Share.WHOLE;
    }

    private static EnginePool of(Figures figures, double sees, @Nullable Trial trial) {
        Figures others = trial == null ? figures : figures.without(trial.pod());
        return new EnginePool(
                sees,
                others.most(Signal.GPU_MEMORY, Track::max),
                bytes(figures.work().first().labels().getOrDefault(WEIGHTS, "")),
                others.most(Signal.KV_CACHE, t -> t.quantile(PART)),
                others.most(Signal.KV_CACHE, Track::max),
                others.most(Signal.WAITING, t -> t.quantile(PART)),
                others.most(Signal.PREEMPTIONS, Track::max),
                trial);
    }

    /** {@code 16Gi}, {@code 500Mi}; 0: unreadable. */
    private static double bytes(String text) {
        if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,3})?[GM]i")) {
            return 0;
        }
        double amount = Double.parseDouble(text.substring(0, text.length() - 2));
        return amount * (text.endsWith("Gi") ? 1L << 30 : 1L << 20);
    }

    /** The part of what it sees that it was given. */
    double share() {
        return holds / sees;
    }

    double activations() {
        return Math.max(LEAST_ACTIVATIONS, weights * ACTIVATIONS);
    }

    /** Bytes of its cache: what weights and activations leave. */
    double cache() {
        return Math.max(0, holds - weights - activations());
    }

    /** Bytes of cache it needs: never less than the most it used. */
    double wanted() {
        return Math.max(used * HEADROOM, most) * cache();
    }

    /** The part of what it sees that it needs. */
    double target() {
        return Math.max(weights + wanted() + activations(), floor()) / sees;
    }

    /** It is never given less, in bytes. */
    double floor() {
        return weights + activations() + LEAST_CACHE;
    }

    /** Whether requests wait, or are put back, for want of cache. */
    boolean starved() {
        return used > FULL && (waiting > 0 || preemptions > 0);
    }

    /** Whether requests were put back and none wait: more at once than the cache holds. */
    boolean crowded() {
        return most > FULL && preemptions > 0 && !(waiting > 0);
    }
}
