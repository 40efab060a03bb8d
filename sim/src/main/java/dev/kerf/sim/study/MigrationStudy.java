package dev.kerf.sim.study;

import dev.kerf.sim.openb.OpenbFolder;
import dev.kerf.sim.openb.OpenbTrace;
import dev.kerf.sim.replay.Lineup;
import dev.kerf.sim.replay.Played;
import dev.kerf.sim.replay.Replay;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What moving a few that stand for one that finds no place is worth: a class of its own, beside the online one. */
public final class MigrationStudy {
    private static final int FULL = 100;
    private static final int MOST = 130;
    private final Field field;

    /**
     * A study of the traces in the folder.
     *
     * @param progress told what is under way
     */
    public MigrationStudy(OpenbFolder folder, Consumer<String> progress) {
        this.field = new Field(folder, progress);
    }

    /** The section with its heading. */
    public String section() {
        MarkdownTable table = new MarkdownTable(
                "trace", "policy", "moves for one, at most", "at 100 %", "at 130 %", "failed to 100 %", "moved in all");
        for (String trace : List.of("default", "gpuspec33")) {
            for (String policy : List.of("fgd", "kerf")) {
                for (int most : new int[] {0, 1, 4}) {
                    row(table, trace, policy, most);
                }
            }
        }
        return "### With k migrations, seed 42\n\n" + table;
    }

    private void row(MarkdownTable table, String trace, String policy, int most) {
        OpenbTrace played = field.trace(trace, 42);
        Played result =
                Replay.play(played, Lineup.policy(policy, field.pods(trace)), most, (served, percent, node, w) -> {});
        int failed = result.failedToFull().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        table.row(
                trace,
                policy,
                Integer.toString(most),
                text("%.2f", result.allocation()[FULL]),
                text("%.2f", result.allocation()[MOST]),
                text("%,d", failed),
                text("%,d", result.moved()));
    }

    private static String text(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
