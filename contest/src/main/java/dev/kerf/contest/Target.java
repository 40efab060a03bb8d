package dev.kerf.contest;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A bar that Kerf has set itself: one figure beside another, or alone.
 *
 * @param what  in words
 * @param found what was measured
 * @param bar   what it should be
 * @param least whether more is better
 */
public record Target(String what, double found, double bar, boolean least) {
    private static final String FILL = "fill-500";
    private static final String ONLINE = "online-500";
    private static final String GANG = "gang-512";

    /** Whether it is met; what was not measured is not. */
    public boolean met() {
        return least ? found >= bar : found <= bar;
    }

    /** The targets whose rows are there, of medians of one run without kwok. */
    public static List<Target> of(List<Row> medians) {
        Figures of = new Figures(medians);
        return List.of(
                        of.ratio("fill-500: pods/s, times kube-scheduler", Row::podsPerS, FILL, 1.5, true),
                        of.ceiling(),
                        of.ratio("online-500: pods/s, times kube-scheduler", Row::podsPerS, ONLINE, 1.5, true),
                        of.atFiveThousand(),
                        of.alone("online-500: writes per pod", ONLINE, 2),
                        of.alone("gang-512: writes per pod", GANG, 1.1),
                        of.ratio("gang-512: seconds, times kube-scheduler", Row::seconds, GANG, 0.5, false),
                        of.ratio("no-80-79: seconds, times kube-scheduler", Row::seconds, "no-80-79", 1, false))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Rows asked for by shape and contender. */
    private record Figures(List<Row> medians) {
        Optional<Target> ratio(String what, ToDoubleFunction<Row> figure, String shape, double bar, boolean least) {
            return over(what, figure, shape, Contender.KUBE_SCHEDULER, shape, bar, least);
        }

        Optional<Target> ceiling() {
            return over(
                    "fill-500: steady pods/s, times bare", Row::steadyPodsPerS, FILL, Contender.BARE, FILL, 0.7, true);
        }

        Optional<Target> atFiveThousand() {
            String what = "online-5000: pods/s, times its own at online-500";
            return over(what, Row::podsPerS, "online-5000", Contender.KERF, ONLINE, 0.9, true);
        }

        Optional<Target> alone(String what, String shape, double bar) {
            return row(shape, Contender.KERF).map(row -> new Target(what, row.writesPerPod(), bar, false));
        }

        private Optional<Target> over(
                String what,
                ToDoubleFunction<Row> figure,
                String shape,
                Contender other,
                String beside,
                double bar,
                boolean least) {
            return row(shape, Contender.KERF).flatMap(ours -> row(beside, other)
                    .map(theirs -> figure.applyAsDouble(ours) / figure.applyAsDouble(theirs))
                    .map(ratio -> new Target(what, ratio, bar, least)));
        }

        private Optional<Row> row(String shape, Contender contender) {
            return medians.stream()
                    .filter(row -> row.shape().equals(shape) && row.contender().equals(contender.word()))
                    .findFirst();
        }
    }
}
