package dev.kerf.core.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts a series by adding what has a name: level, hour of the week, trend, and bursts on top. How far back the level
 * looks, and whether season and trend take part, is what has been least wrong on the series itself of late. The bounds
 * are {@link Conformal}. Everything is learned as values come in; nothing is fitted to what is still to come.
 */
public final class Forecaster implements Foresight {
    private static final List<Duration> HALF_LIVES = List.of(
            Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(4), Duration.ofDays(1), Duration.ofDays(7));
    private static final Duration SETTLED = Duration.ofDays(7);
    private static final Duration BEFORE_SEASON = Duration.ofDays(1);

    private final Scope scope;
    private final Season season;
    private final Trend trend = new Trend();
    private final Level settled;
    private final List<Form> forms = new ArrayList<>();
    private final Conformal bounds;
    private final Deque<Told> told = new ArrayDeque<>();
    private Instant next;
    private @Nullable Forecast latest;

    /** What was said of a value that has not come yet: by each form, and in the end. */
    private record Told(List<Double> middles, @Nullable Forecast forecast) {}

    /** A forecaster that has seen nothing. */
    public Forecaster(Scope scope) {
        this.scope = scope;
        this.next = scope.start();
        this.season = new Season(
                Duration.ofHours(1).toMillis() / (double) scope.step().toMillis());
        this.settled = new Level(SETTLED.toMillis() / (double) scope.step().toMillis());
        this.bounds = new Conformal(scope.coverage(), scope.horizon(), scope.step(), scope.most());
        for (Duration halfLife : HALF_LIVES) {
            for (int which = 0; which < 4; which++) {
                forms.add(new Form(halfLife, (which & 1) != 0, (which & 2) != 0, scope.step()));
            }
        }
    }

    @Override
    public void observe(double value) {
        Told before = told.size() < scope.horizon() ? null : told.removeFirst();
        if (!Double.isNaN(value)) {
            if (before != null) {
                judge(before, value);
            }
            learn(value);
        }
        tell();
        next = next.plus(scope.step());
    }

    private void judge(Told before, double value) {
        for (int i = 0; i < before.middles().size(); i++) {
            forms.get(i).learn(value - before.middles().get(i));
        }
        Forecast forecast = before.forecast();
        if (forecast != null) {
            bounds.learn(value - forecast.middle().value(), !forecast.interval().holds(value));
        }
    }

    private void learn(double value) {
        settled.observe(value);
        if (!next.isBefore(scope.start().plus(BEFORE_SEASON))) {
            season.observe(next, value - settled.value());
        }
        trend.observe(next, value);
        double now = season.at(next);
        forms.forEach(form -> form.observe(value, now));
    }

    private void tell() {
        if (Double.isNaN(settled.value())) {
            told.addLast(new Told(List.of(), null));
            return;
        }
        Duration ahead = scope.step().multipliedBy(scope.horizon());
        double then = season.at(next.plus(ahead));
        double growth = trend.aDay() * ahead.toSeconds() / Duration.ofDays(1).toSeconds();
        List<Middle> middles = forms.stream().map(f -> f.middle(then, growth)).toList();
        Middle middle = middles.get(best());
        latest = new Forecast(middle, bounds.around(middle.value()), scope.coverage());
        told.addLast(new Told(middles.stream().map(Middle::value).toList(), latest));
    }

    private int best() {
        int best = 0;
        for (int i = 1; i < forms.size(); i++) {
            best = Double.compare(forms.get(i).error(), forms.get(best).error()) < 0 ? i : best;
        }
        return best;
    }

    /** The forecast a horizon after the last value; null: nothing was seen. */
    public @Nullable Forecast forecast() {
        return latest;
    }

    @Override
    public @Nullable Interval ahead() {
        return latest == null ? null : latest.interval();
    }
}
