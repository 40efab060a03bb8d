package dev.kerf.sim.report;

import static dev.kerf.sim.report.Html.fill;
import static dev.kerf.sim.report.Html.text;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.overview.Fleet;
import dev.kerf.core.overview.Going;
import dev.kerf.core.overview.Holding;
import dev.kerf.core.overview.Idle;
import dev.kerf.core.overview.Machine;
import dev.kerf.core.overview.Overview;
import dev.kerf.core.overview.Waiting;
import dev.kerf.core.reason.Fit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A first look at a cluster: one page that needs nothing but itself.
 *
 * @param title    what was looked at, and when
 * @param overview what was seen
 */
public record ClusterPage(String title, Overview overview) {
    private static final int SHOWN = 20;

    /** The page. */
    public String html() {
        return Page.of("Kerf: a first look", body());
    }

    private String body() {
        return String.join(
                "\n",
                "<h1>" + text(headline()) + "</h1>",
                "<p class=\"what\">" + text(title) + "</p>",
                fleets(),
                "<h2>Card by card</h2>",
                "<p>A square is a card, filled by as much of it as is held; the cards of a node stand together.</p>",
                legend(),
                cards(),
                "<h2>Who holds GPUs</h2>",
                holdings(),
                "<h2>What waits, and why</h2>",
                waiting(),
                "<h2>What Kerf would place now</h2>",
                going(),
                "<h2>How it was measured</h2>",
                "<p class=\"how\">Closed: free GPUs on nodes that are cordoned or that no GPU pod of this cluster may use"
                        + " (taints, labels, size). Stranded: free GPUs beyond what even those pods could use that ask for"
                        + " the least CPU, memory and pod slots per GPU, before these run out on the node. Fragmented: free"
                        + " GPUs that the next pod, drawn from the GPU pods of this cluster that may stand on the node, is"
                        + " expected not to be able to use (Weng et al., USENIX ATC 2023), stranded ones included. What"
                        + " would be placed is what the scheduler itself would do with what is pending.</p>");
    }

    private String headline() {
        Fleet all = overview.total();
        Idle idle = all.idle();
        return fill(
                "%,d GPUs on %,d nodes: %,.1f held, %,.1f free, of which %,.1f cannot be used",
                all.gpus(), all.nodes(), all.gpus() - idle.free(), idle.free(), idle.closed() + idle.stranded());
    }

    private String fleets() {
        String rows = overview.fleets().stream()
                .map(f -> fleet(f.model().isEmpty() ? "no GPUs" : f.model(), f, ""))
                .collect(Collectors.joining("\n"));
        return table(
                "<th>model</th><th>nodes</th><th>GPUs</th><th>held</th><th>free</th><th>closed</th><th>stranded</th>"
                        + "<th>fragmented</th>",
                rows + fleet("all", overview.total(), " class=\"all\""));
    }

    private static String fleet(String name, Fleet fleet, String row) {
        Idle idle = fleet.idle();
        return fill(
                "<tr%s><td>%s</td><td>%,d</td><td>%,d</td><td>%,.1f</td><td>%,.1f</td><td>%,.1f</td><td>%,.1f</td>"
                        + "<td>%,.1f</td></tr>",
                row,
                text(name),
                fleet.nodes(),
                fleet.gpus(),
                fleet.gpus() - idle.free(),
                idle.free(),
                idle.closed(),
                idle.stranded(),
                idle.fragmented());
    }

    private static String table(String head, String rows) {
        return "<div class=\"wide\"><table>\n<thead><tr>" + head + "</tr></thead>\n<tbody>" + rows
                + "</tbody>\n</table></div>";
    }

    private static String legend() {
        return "<ul class=\"legend\"><li><i class=\"box held\"></i>held</li><li><i class=\"box free\"></i>free</li>"
                + "<li><i class=\"box stranded\"></i>free on a node with stranded GPUs</li>"
                + "<li><i class=\"box closed\"></i>closed</li></ul>";
    }

    private String cards() {
        return overview.fleets().stream()
                .filter(f -> f.gpus() > 0)
                .map(this::cards)
                .collect(Collectors.joining("\n"));
    }

    private String cards(Fleet fleet) {
        List<Machine> machines = overview.machines().stream()
                .filter(m -> m.fleet().equals(fleet.model()))
                .toList();
        return fill("<h3>%s <small>%,d nodes, %,d GPUs</small></h3>", text(fleet.model()), fleet.nodes(), fleet.gpus())
                + CardsPicture.svg("cards of " + fleet.model(), machines);
    }

    private String holdings() {
        List<Holding> holders =
                overview.holdings().stream().filter(h -> h.gpus() > 0).toList();
        if (holders.isEmpty()) {
            return "<p>Nobody holds a GPU.</p>";
        }
        String rows = holders.stream()
                .limit(SHOWN)
                .map(h -> fill(
                        "<tr><td>%s</td><td class=\"name\">%s</td><td>%,d</td><td>%,.2f</td><td>%s</td><td>%s</td></tr>",
                        text(h.namespace()),
                        text(h.workload()),
                        h.tasks(),
                        h.gpus(),
                        text(h.cpu().toString()),
                        text(h.memory().equals(Bytes.ZERO) ? "0" : h.memory().toString())))
                .collect(Collectors.joining("\n"));
        return table(
                        "<th>namespace</th><th class=\"name\">workload</th><th>pods</th><th>GPUs</th><th>CPUs</th><th>memory</th>",
                        rows)
                + more(holders.size(), "workloads");
    }

    private static String more(int count, String what) {
        return count > SHOWN ? fill("<p class=\"how\">and %,d more %s</p>", count - SHOWN, what) : "";
    }

    private String waiting() {
        if (overview.waiting().isEmpty()) {
            return "<p>Nothing has to wait.</p>";
        }
        String rows = overview.waiting().stream()
                .limit(SHOWN)
                .map(ClusterPage::waiting)
                .collect(Collectors.joining("\n"));
        return table("<th>pods</th><th></th><th class=\"text\">why</th><th class=\"text\">workloads</th>", rows)
                + more(overview.waiting().size(), "reasons");
    }

    private static String waiting(Waiting waiting) {
        List<String> workloads = waiting.workloads();
        String names = workloads.stream().limit(3).collect(Collectors.joining(", "))
                + (workloads.size() > 3 ? fill(" and %,d more", workloads.size() - 3) : "");
        return fill(
                "<tr><td>%,d</td><td class=\"name\">%s</td><td class=\"text\">%s</td><td class=\"text\">%s</td></tr>",
                waiting.tasks(),
                waiting.fit() == Fit.NEVER ? "never" : "not now",
                text(waiting.reason().message()),
                text(names));
    }

    private String going() {
        if (overview.going().isEmpty()) {
            return "<p>Nothing that is pending could be placed.</p>";
        }
        String rows =
                overview.going().stream().limit(SHOWN).map(ClusterPage::going).collect(Collectors.joining("\n"));
        return table(
                        "<th>namespace</th><th class=\"name\">workload</th><th>pods</th><th>GPUs</th><th class=\"text\">to</th>",
                        rows)
                + more(overview.going().size(), "workloads");
    }

    private static String going(Going going) {
        String nodes = going.nodes().entrySet().stream()
                .limit(5)
                .map(e -> e.getKey() + (e.getValue() == 1 ? "" : " ×" + e.getValue()))
                .collect(Collectors.joining(", "));
        String rest =
                going.nodes().size() > 5 ? fill(" and %,d more", going.nodes().size() - 5) : "";
        return fill(
                "<tr><td>%s</td><td class=\"name\">%s</td><td>%,d</td><td>%,.2f</td><td class=\"text\">%s</td></tr>",
                text(going.namespace()), text(going.workload()), going.tasks(), going.gpus(), text(nodes + rest));
    }
}
