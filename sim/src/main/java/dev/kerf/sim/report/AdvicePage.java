package dev.kerf.sim.report;

import static dev.kerf.sim.report.Html.fill;
import static dev.kerf.sim.report.Html.text;

import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Advised;
import dev.kerf.core.advise.Benefit;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.overview.Machines;
import dev.kerf.core.price.Money;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.use.Lack;
import dev.kerf.core.use.Seen;
import dev.kerf.core.use.Signal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What could be saved, on one page that needs nothing but itself: the fleet now and after, what each advice rests on and
 * what stops it.
 *
 * @param scene   what was looked at
 * @param advised what was found
 * @param measured what came of it, where it was carried out; empty: it was not
 */
public record AdvicePage(Scene scene, Advised advised, List<Measured> measured) {
    private static final double USED = 0.95;

    public AdvicePage {
        measured = List.copyOf(measured);
    }

    /** Something that was measured before and after. */
    public record Measured(String what, String before, String after) {}

    /** The page. */
    public String html() {
        return Page.of("Kerf: what could be saved", body());
    }

    private String body() {
        return String.join(
                "\n",
                "<h1>" + text(headline()) + "</h1>",
                "<p class=\"what\">"
                        + text(scene.now().truncatedTo(ChronoUnit.MINUTES).toString())
                        + ". Each saving was found by planning the changed cluster with the scheduler itself.</p>",
                came(),
                "<h2>From what is held to what is needed</h2>",
                waterfall(),
                "<h2>The fleet, card by card</h2>",
                legend(scene.machines().size() > DevicesPicture.MOST),
                "<h3>now</h3>",
                cards(scene.cluster()),
                "<h3>after what nothing stops</h3>",
                cards(advised.after()),
                "<h2>Advice</h2>",
                advised.advice().isEmpty()
                        ? "<p>There is nothing to advise.</p>"
                        : advised.advice().stream()
                                .map(a -> new AdviceSection(a).html())
                                .collect(Collectors.joining("\n")),
                "<h2>How far the measurements can be trusted</h2>",
                lacks(),
                "<p class=\"how\">In theory: GPUs of which nothing is held any more. Really: GPUs of nodes that can go, and"
                        + " those that waiting work then gets; the rest lies idle until other work moves in. Money: list"
                        + " prices or yours, by the hour, each named with its source at the advice.</p>");
    }

    private String came() {
        if (measured.isEmpty()) {
            return "";
        }
        String rows = measured.stream()
                .map(m -> fill(
                        "<tr><td>%s</td><td>%s</td><td>%s</td></tr>",
                        text(m.what()), text(m.before()), text(m.after())))
                .collect(Collectors.joining("\n"));
        return "<h2>What came of it</h2>\n<div class=\"wide\"><table><thead><tr><th></th><th>before</th><th>after</th></tr>"
                + "</thead><tbody>" + rows + "</tbody></table></div>";
    }

    private String headline() {
        Benefit all = advised.together();
        Money month = Benefit.month(all.real());
        return fill(
                "%d GPUs are held, %s of them need not be. %s can be given back or put to work%s",
                advised.held(),
                number(all.theoretical()),
                number(all.realisable()),
                month == null ? "" : fill(": %,.0f %s a month", month.cents() / 100.0, month.currency()));
    }

    private static String number(double gpus) {
        return gpus == Math.rint(gpus) ? fill("%.0f", gpus) : fill("%.1f", gpus);
    }

    /** Held now, after what nothing stops, after what guards stop too, and what was used. */
    private String waterfall() {
        double held = advised.held();
        double proven = advised.together().theoretical();
        double stopped = advised.advice().stream()
                .filter(a -> !a.clear())
                .mapToDouble(a -> Math.max(0, a.benefit().theoretical()))
                .sum();
        double used = used();
        BarChart chart = new BarChart("GPUs");
        chart.bar("held now", 1, held, 0, number(held) + " GPUs");
        chart.bar("after what nothing stops", 2, held - proven, 0, number(held - proven) + " GPUs");
        chart.bar(
                "if guards let all of it be",
                3,
                Math.max(used, held - proven - stopped),
                0,
                number(Math.max(used, held - proven - stopped)) + " GPUs, at more risk");
        chart.bar("used, 95 of 100 samples", 4, used, 0, number(used) + " GPUs, as if all were busiest at once");
        return chart.svg();
    }

    /** What each GPU's activity stayed below in 95 of 100 samples, added up. */
    private double used() {
        double sum = 0;
        for (Work work : scene.works()) {
            for (Seen seen : work.of(Signal.ACTIVITY).values()) {
                double own = seen.track().quantile(USED);
                sum += Double.isNaN(own) ? 1 : own;
            }
        }
        return sum;
    }

    /** Of few machines each holder has a colour. */
    private static String legend(boolean many) {
        String held = many ? "<i class=\"box held\"></i>held" : "held: in colour, by whoever holds it";
        return "<ul class=\"legend\"><li>" + held + "</li><li><i class=\"box free\"></i>free</li></ul>";
    }

    private static String cards(Cluster cluster) {
        List<Machine> machines = Machines.of(Snapshot.of(cluster)).stream()
                .filter(m -> !m.cards().isEmpty())
                .toList();
        return machines.size() > DevicesPicture.MOST
                ? CardsPicture.svg("cards", machines)
                : DevicesPicture.html(machines);
    }

    private String lacks() {
        if (advised.lacks().isEmpty()) {
            return "<p>Nothing is missing, duplicated or implausible.</p>";
        }
        return advised.lacks().stream().map(AdvicePage::lack).collect(Collectors.joining("\n"));
    }

    private static String lack(Lack lack) {
        String mend = lack.mend().isEmpty() ? "" : "<pre>" + text(lack.mend()) + "</pre>";
        return fill(
                "<p>%s <small>(%s, worth %.2f of 1)</small></p>%s",
                text(lack.message()), text(lack.name()), lack.worth(), mend);
    }

    /** One advice with its evidence drawn. */
    record AdviceSection(Advice advice) {
        private static final int DRAWN = 4;

        String html() {
            return String.join(
                    "\n",
                    "<section class=\"advice\">",
                    fill(
                            "<h3>%s <small>%s, %s</small></h3>",
                            text(advice.draft().goal()),
                            text(advice.draft().kind() + " "
                                    + advice.draft().kind().title()),
                            text(advice.draft().target().toString())),
                    "<p>" + text(advice.benefit().sentence()) + text(money()) + "</p>",
                    advice.proof().isEmpty() ? "" : "<p class=\"how\">" + text(advice.proof()) + "</p>",
                    plots(),
                    "<p class=\"how\">" + text(advice.draft().method()) + ". " + text(parts()) + "</p>",
                    guards(),
                    "</section>");
        }

        private String money() {
            Money month = Benefit.month(advice.benefit().real());
            return month == null
                    ? "; no price: " + String.join("; ", advice.benefit().basis())
                    : fill("; %,.0f %s a month", month.cents() / 100.0, month.currency());
        }

        private String parts() {
            return advice.draft().decomposition().entrySet().stream()
                    .map(e -> e.getKey() + ": " + e.getValue())
                    .collect(Collectors.joining("; "));
        }

        private String plots() {
            return advice.draft().evidence().stream()
                    .filter(seen -> seen.track() != null)
                    .limit(DRAWN)
                    .map(seen -> fill(
                            "<figure class=\"plot\">%s<figcaption>%s</figcaption></figure>",
                            TrackChart.svg(
                                    seen.query(),
                                    java.util.Objects.requireNonNull(seen.track()),
                                    seen.threshold(),
                                    seen.unit()),
                            text(seen.query())))
                    .collect(Collectors.joining("\n", "<div class=\"plots\">", "</div>"));
        }

        private String guards() {
            return advice.guards().stream()
                    .map(g -> fill(
                            "<li class=\"%s\" title=\"%s\">%s</li>",
                            g.passes() ? "pass" : "stop",
                            text(g.message()),
                            text(g.passes() ? g.name() : g.name() + ": " + g.message())))
                    .collect(Collectors.joining("", "<ul class=\"guards\">", "</ul>"));
        }
    }
}
