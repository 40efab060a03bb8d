package dev.kerf.cli;

import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Advised;
import dev.kerf.core.advise.Benefit;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.price.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All advice, as {@code kerf advise} prints it. */
record AdvisedDocument(Advised advised, Instant now) {
    /** In the shape of the catalogue, one item an advice. */
    List<Map<String, Object>> tree() {
        return advised.advice().stream()
                .map(a -> new AdviceDocument(a, now).tree())
                .toList();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (advised.advice().isEmpty()) {
            lines.add("There is nothing to advise.");
        } else {
            lines.addAll(table());
            lines.add("");
            lines.add(together());
        }
        if (!advised.aside().isEmpty()) {
            lines.add(advised.aside().size() + " set aside, since better advice lives off the same GPUs or workloads.");
        }
        advised.lacks().forEach(lack -> lines.add("measurements: " + lack.message()));
        return lines;
    }

    private List<String> table() {
        TextTable table = new TextTable("ID", "GOAL", "GPUS", "REALLY", "A MONTH", "RISK", "SURE", "STOPPED BY");
        for (Advice advice : advised.advice()) {
            Benefit benefit = advice.benefit();
            table.row(
                    advice.id(),
                    advice.draft().goal(),
                    Figures.gpus(benefit.theoretical()),
                    Figures.gpus(benefit.realisable()),
                    month(benefit.real()),
                    String.format(Locale.ROOT, "%.2f", advice.draft().risk().score()),
                    String.format(
                            Locale.ROOT, "%.2f", advice.draft().confidence().worth()),
                    stopped(advice));
        }
        return table.lines();
    }

    static String month(@Nullable Money hour) {
        Money month = Benefit.month(hour);
        return month == null
                ? "no price"
                : String.format(Locale.ROOT, "%,.0f %s", month.cents() / 100.0, month.currency());
    }

    private static String stopped(Advice advice) {
        return advice.guards().stream()
                .filter(g -> !g.passes())
                .map(Guard::name)
                .findFirst()
                .orElse("");
    }

    private String together() {
        Benefit all = advised.together();
        return String.format(
                Locale.ROOT,
                "What nothing stops, done together: %s of %d GPUs held%s.",
                all.sentence(),
                advised.held(),
                all.real() == null
                        ? "; no sum, since " + String.join("; ", all.basis())
                        : "; " + month(all.real()) + " a month");
    }
}
