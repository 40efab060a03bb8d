package dev.kerf.sim.report;

import static dev.kerf.sim.report.Html.fill;
import static dev.kerf.sim.report.Html.text;

import dev.kerf.core.model.Share;
import dev.kerf.core.overview.Card;
import dev.kerf.core.overview.Machine;
import java.util.List;
import java.util.stream.Collectors;

/** Every card of every node as a small square, filled from below by as much as is held; a node's cards stand together. */
final class CardsPicture {
    private static final int WIDTH = 780;
    private static final int CARD = 12;
    private static final int STEP = 14;
    private static final int GAP = 8;
    private static final int LINE = 20;
    private static final double NOTHING = 1e-6;
    private final StringBuilder marks = new StringBuilder();
    private int x;
    private int y;

    private CardsPicture() {}

    /** The picture of these nodes. */
    static String svg(String label, List<Machine> machines) {
        CardsPicture picture = new CardsPicture();
        machines.forEach(picture::node);
        return fill(
                "<svg class=\"cards\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%s</svg>",
                WIDTH, picture.y + LINE, text(label), picture.marks);
    }

    private void node(Machine machine) {
        int width = machine.cards().size() * STEP;
        if (x > 0 && x + width > WIDTH) {
            x = 0;
            y += LINE;
        }
        String state = machine.idle().closed() > NOTHING
                ? "closed"
                : machine.idle().stranded() > NOTHING ? "stranded" : "open";
        marks.append("<g class=\"")
                .append(state)
                .append("\"><title>")
                .append(text(title(machine)))
                .append("</title>");
        for (Card card : machine.cards()) {
            card(card);
        }
        marks.append("</g>");
        x += GAP;
    }

    private void card(Card card) {
        double held = Math.clamp((Share.WHOLE - card.free()) / (double) Share.WHOLE, 0, 1) * CARD;
        marks.append(fill("<rect class=\"free\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%3$d\"/>", x, y + 3, CARD));
        if (held > 0) {
            marks.append(fill(
                    "<rect class=\"held\" x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>",
                    x, y + 3 + CARD - held, CARD, held));
        }
        x += STEP;
    }

    private static String title(Machine machine) {
        String holders = machine.cards().stream()
                .flatMap(c -> c.holders().stream())
                .map(h -> h.task().toString())
                .distinct()
                .limit(8)
                .collect(Collectors.joining(", "));
        return machine.node().name()
                + fill(
                        ": %.1f of %d GPUs held",
                        machine.gpusHeld(), machine.cards().size())
                + (holders.isEmpty() ? "" : " by " + holders)
                + (machine.blocks().isEmpty() ? "" : "; " + String.join(", ", machine.blocks()));
    }
}
