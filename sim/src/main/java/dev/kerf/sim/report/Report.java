package dev.kerf.sim.report;

import static dev.kerf.sim.report.Html.fill;
import static dev.kerf.sim.report.Html.text;

import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.replay.Curve;
import dev.kerf.sim.replay.Optimum;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What policies made of one workload, beside the offline optimum: one page that needs nothing but itself.
 *
 * @param title   what was played
 * @param runs    one a policy; the first is the one the page is about
 * @param optimum what nobody can exceed
 */
public record Report(String title, List<Run> runs, Optimum optimum) {
    private static final int FULL = 100;
    private static final Map<OpenbPod.Kind, String> KINDS = Map.of(
            OpenbPod.Kind.CPU, "CPU only",
            OpenbPod.Kind.SHARE, "part of a GPU",
            OpenbPod.Kind.ONE, "one GPU",
            OpenbPod.Kind.MULTI, "several GPUs");

    public Report {
        runs = List.copyOf(runs);
    }

    /** The page. */
    public String html() {
        return Page.of(title, body());
    }

    private String body() {
        return String.join(
                "\n",
                "<h1>" + text(headline()) + "</h1>",
                "<p class=\"what\">" + text(title) + "</p>",
                figures(),
                "<h2>GPUs allocated</h2>",
                legend(true),
                allocation(80),
                "<h2>GPUs fragmented</h2>",
                "<p>Idle GPU that the next pod, drawn from the workload, is expected not to be able to use.</p>",
                legend(false),
                fragmentation(),
                "<h2>GPUs left at the end, by model</h2>",
                "<p>Solid: whole cards. Light: what is left of cards in use.</p>",
                left(),
                "<h2>Pods that found no place while no more was asked for than there is</h2>",
                failed(),
                "<h2>How it was measured</h2>",
                "<p class=\"how\">Pods arrive one at a time, are placed or fail for good, and none leaves. The figure at"
                        + " 100 % averages arrivals of 99.5 to 100.5 %; the optimum at 100 % is for the longest arrived"
                        + " prefix that asks for no more GPUs than there are, knowing all arrivals beforehand: a linear"
                        + " program over GPU patterns, " + (optimum.certified() ? "proven tight" : "not proven tight")
                        + ".</p>");
    }

    private String headline() {
        Run first = runs.getFirst();
        double bound = optimum.at100().gpus();
        String one = fill(
                "%s allocates %,.0f of %,.0f GPUs when as many have been asked for; the offline optimum is %,.0f",
                first.policy(), first.gpus(FULL), capacity(), bound);
        return runs.size() == 1
                ? one
                : one
                        + fill(
                                ", %s reaches %,.0f",
                                runs.get(1).policy(), runs.get(1).gpus(FULL));
    }

    private double capacity() {
        return runs.getFirst().played().trace().capacity() / 1000.0;
    }

    private String figures() {
        String rows = runs.stream().map(this::row).collect(Collectors.joining("\n"));
        return """
                <div class="wide"><table>
                <tr><th>policy</th><th>at 100 %%</th><th>GPUs</th><th>below optimum</th><th>at 130 %%</th><th>first failure</th><th>decisions/s</th></tr>
                %s
                <tr><td>offline optimum</td><td>%.2f %%</td><td>%,.1f</td><td></td><td>%.2f %%</td><td></td><td></td></tr>
                </table></div>""".formatted(
                        rows,
                        percent(optimum.at100().gpus()),
                        optimum.at100().gpus(),
                        percent(optimum.at130().gpus()));
    }

    private double percent(double gpus) {
        return gpus / capacity() * FULL;
    }

    private String row(Run run) {
        double first = run.played().firstFailure();
        return fill(
                "<tr><td>%s</td><td>%.2f %%</td><td>%,.1f</td><td>%,.1f GPUs</td><td>%.2f %%</td><td>%s</td><td>%,.0f</td></tr>",
                text(run.policy()),
                run.at(FULL),
                run.gpus(FULL),
                optimum.at100().gpus() - run.gpus(FULL),
                run.at(Curve.LAST),
                Double.isNaN(first) ? "none" : fill("%.1f %%", first),
                run.played().rate());
    }

    private String legend(boolean withOptimum) {
        String items = IntStream.range(0, runs.size())
                .mapToObj(i -> fill(
                        "<li><i class=\"c%d\"></i>%s</li>", i, text(runs.get(i).policy())))
                .collect(Collectors.joining());
        String dashed = withOptimum ? "<li><i class=\"level\"></i>offline optimum</li>" : "";
        return "<ul class=\"legend\">" + items + dashed + "</ul>";
    }

    private String allocation(int from) {
        double lowest = runs.stream().mapToDouble(r -> r.at(from)).min().orElse(0);
        LineChart chart =
                new LineChart("GPUs allocated, % of the cluster", from, Curve.LAST, Math.floor(lowest / 5) * 5, FULL);
        for (int i = runs.size() - 1; i >= 0; i--) {
            chart.line(runs.get(i).played().allocation(), i);
        }
        double at100 = percent(optimum.at100().gpus());
        double at130 = percent(optimum.at130().gpus());
        chart.level(at100, 90, 110, fill("at 100 %%: %.2f %%", at100));
        chart.level(at130, 120, Curve.LAST, fill("at 130 %%: %.2f %%", at130));
        return chart.svg();
    }

    private String fragmentation() {
        double most = runs.stream()
                .flatMapToDouble(r -> Arrays.stream(r.fragmentation()))
                .max()
                .orElse(1);
        LineChart chart = new LineChart("GPUs fragmented, % of the cluster", 0, Curve.LAST, 0, Math.ceil(most / 2) * 2);
        for (int i = runs.size() - 1; i >= 0; i--) {
            chart.line(runs.get(i).fragmentation(), i);
        }
        return chart.svg();
    }

    private String left() {
        BarChart chart = new BarChart("GPUs left at the end, by model");
        for (String model : runs.getFirst().left().keySet()) {
            for (int i = 0; i < runs.size(); i++) {
                Run.Left left = runs.get(i).left().getOrDefault(model, new Run.Left(0, 0));
                String name =
                        runs.size() == 1 ? model : model + ", " + runs.get(i).policy();
                chart.bar(name, i, left.whole(), left.parts(), fill("%.0f + %.1f", left.whole(), left.parts()));
            }
        }
        return chart.svg();
    }

    private String failed() {
        BarChart chart = new BarChart("failed pods by class");
        for (OpenbPod.Kind kind : OpenbPod.Kind.values()) {
            for (int i = 0; i < runs.size(); i++) {
                String name = KINDS.get(kind)
                        + (runs.size() == 1 ? "" : ", " + runs.get(i).policy());
                int count = runs.get(i).played().failed(kind);
                chart.bar(name, i, count, 0, Integer.toString(count));
            }
        }
        return chart.svg();
    }
}
