package dev.kerf.sim.study;

import dev.kerf.core.forecast.BackTest;
import dev.kerf.core.forecast.Forecaster;
import dev.kerf.core.forecast.Foresight;
import dev.kerf.core.forecast.Scope;
import dev.kerf.core.forecast.Series;
import dev.kerf.sim.forecast.Load;
import dev.kerf.sim.forecast.LoadFolder;
import dev.kerf.sim.forecast.PlainPercentile;
import dev.kerf.sim.forecast.Repeating;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * How often the forecast's 90 % interval holds on the last quarter of real series, and how wide it is, beside plainer
 * methods. Each is shown the series value by value and judged on each; nothing was chosen by the last quarter.
 */
public final class ForecastStudy {
    /** What the intervals promise. */
    public static final double COVERAGE = 0.9;

    private static final String KERF = "kerf";
    private final List<Load> loads;
    private final Consumer<String> progress;

    /**
     * A study of the series in the folder.
     *
     * @param progress told what is under way
     */
    public ForecastStudy(LoadFolder folder, Consumer<String> progress) {
        this.loads = new ArrayList<>(folder.virtualClusters());
        this.loads.add(folder.philly());
        this.progress = progress;
    }

    /** The methods' results by series, the methods by name. */
    public record Results(SequencedMap<String, SequencedMap<String, BackTest>> byMethod, Map<String, Double> most) {
        /** Kerf's, by series. */
        public SequencedMap<String, BackTest> kerf() {
            return java.util.Objects.requireNonNull(byMethod.get(KERF));
        }
    }

    /** All methods on the last quarter of all series, so far ahead. */
    public Results lastQuarter(Duration ahead) {
        return quarter(4, ahead);
    }

    /** All methods on one quarter of all series, so far ahead; what comes after it is not shown to them. */
    public Results quarter(int which, Duration ahead) {
        SequencedMap<String, SequencedMap<String, BackTest>> byMethod = new LinkedHashMap<>();
        Map<String, Double> most = new LinkedHashMap<>();
        for (Load load : loads) {
            progress.accept(load.name());
            most.put(load.name(), load.most());
            Series series = load.series().first(load.series().size() * which / 4);
            Scope scope = Scope.of(series, ahead, load.most(), COVERAGE);
            methods(scope).forEach((name, method) -> byMethod.computeIfAbsent(name, n -> new LinkedHashMap<>())
                    .put(
                            load.name(),
                            BackTest.of(
                                    series,
                                    load.series().size() * (which - 1) / 4,
                                    scope.horizon(),
                                    COVERAGE,
                                    method)));
        }
        return new Results(byMethod, most);
    }

    private static SequencedMap<String, Foresight> methods(Scope scope) {
        Function<Duration, Foresight> repeating =
                period -> new Repeating(period, scope.step(), scope.horizon(), scope.most(), scope.coverage());
        SequencedMap<String, Foresight> methods = new LinkedHashMap<>();
        methods.put(KERF, new Forecaster(scope));
        methods.put("last value", repeating.apply(scope.step()));
        methods.put("seasonal naive (a week before)", repeating.apply(Duration.ofDays(7)));
        methods.put("plain percentile", new PlainPercentile(scope.coverage()));
        return methods;
    }

    /** The sections with their headings. */
    public List<String> sections() {
        Results hour = lastQuarter(Duration.ofHours(1));
        return List.of(
                "### An hour ahead, series by series\n\n" + bySeries(hour),
                "### All series, beside plainer methods\n\n" + summary(hour));
    }

    private static MarkdownTable bySeries(Results results) {
        MarkdownTable table = new MarkdownTable(
                "series", "values", "as an hour before %", "held by 90 % interval, %", "above %", "width, % of most");
        results.kerf()
                .forEach((name, test) -> table.row(
                        name + (test.still(COVERAGE) ? " (still)" : ""),
                        String.format(Locale.ROOT, "%,d", test.counted()),
                        percent(test.unmoved() / (double) test.counted()),
                        percent(test.coverage()),
                        percent(test.above() / (double) test.counted()),
                        percent(test.width() / most(results, name))));
        return table;
    }

    private MarkdownTable summary(Results hour) {
        MarkdownTable table = new MarkdownTable(
                "method",
                "ahead",
                "held, % of all values",
                "series with 88–92 %",
                "width, % of most",
                "interval score, % of most");
        rows(table, "1 h", hour);
        rows(table, "6 h", lastQuarter(Duration.ofHours(6)));
        rows(table, "24 h", lastQuarter(Duration.ofHours(24)));
        return table;
    }

    private static void rows(MarkdownTable table, String ahead, Results results) {
        results.byMethod()
                .forEach((method, tests) -> table.row(
                        method,
                        ahead,
                        percent(pooled(tests.values())),
                        tests.values().stream().filter(ForecastStudy::kept).count() + " of " + tests.size(),
                        percent(mean(results, tests, BackTest::width)),
                        percent(mean(results, tests, BackTest::score))));
    }

    /** The part of all values of all series that lay within. */
    public static double pooled(Iterable<BackTest> tests) {
        long held = 0;
        long counted = 0;
        for (BackTest test : tests) {
            held += test.held();
            counted += test.counted();
        }
        return held / (double) counted;
    }

    /** Whether a test came to 88 to 92 %. */
    public static boolean kept(BackTest test) {
        return Math.abs(test.coverage() - COVERAGE) <= 0.02;
    }

    /** The mean over the series of what is in their own units, as a part of the most they can be. */
    public static double mean(Results results, Map<String, BackTest> tests, Function<BackTest, Double> figure) {
        return tests.entrySet().stream()
                .mapToDouble(e -> figure.apply(e.getValue()) / most(results, e.getKey()))
                .average()
                .orElseThrow();
    }

    private static double most(Results results, String series) {
        return java.util.Objects.requireNonNull(results.most().get(series));
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f", part * 100);
    }
}
