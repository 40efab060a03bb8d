package dev.kerf.sim.report;

import static dev.kerf.sim.report.Html.fill;
import static dev.kerf.sim.report.Html.text;

import dev.kerf.core.model.Share;
import dev.kerf.core.overview.Card;
import dev.kerf.core.overview.Machine;
import java.util.List;
import java.util.stream.Collectors;

/** The cards of a few nodes, each as a box in which its holders are stacked, as high as their parts. */
final class DevicesPicture {
    /** More nodes than that are drawn smaller. */
    static final int MOST = 24;

    private static final int COLOURS = 5;

    private DevicesPicture() {}

    static String html(List<Machine> machines) {
        return machines.stream()
                .map(DevicesPicture::node)
                .collect(Collectors.joining("\n", "<div class=\"nodes\">", "</div>"));
    }

    private static String node(Machine machine) {
        boolean empty = machine.gpusHeld() == 0 && machine.pods() == 0;
        return fill(
                "<div class=\"node%s\"><b>%s</b><small>%s%s</small><div>%s</div></div>",
                empty ? " empty" : "",
                text(machine.node().name()),
                text(machine.fleet()),
                empty ? ", can go" : "",
                machine.cards().stream().map(DevicesPicture::card).collect(Collectors.joining()));
    }

    private static String card(Card card) {
        return card.holders().stream()
                .map(DevicesPicture::holder)
                .collect(Collectors.joining("", "<span class=\"card\">", "</span>"));
    }

    private static String holder(Card.Holder holder) {
        int colour = Math.floorMod(holder.task().toString().hashCode(), COLOURS);
        String part = holder.thousandths() == Share.WHOLE ? "" : ", " + Share.text(holder.thousandths());
        return fill(
                "<i class=\"k%d\" style=\"height:%.1f%%\" title=\"%s%s\"></i>",
                colour, holder.thousandths() / 10.0, text(holder.task().toString()), part);
    }
}
