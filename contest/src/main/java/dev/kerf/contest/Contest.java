package dev.kerf.contest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Contenders one after the other. Each run has a fresh control plane; the runs of a shape take turns, so that a machine
 * that becomes slower does so for all.
 *
 * @param kwok whether kwok plays the nodes
 * @param kerf the command that starts ours
 */
public record Contest(List<Shape> shapes, Set<Contender> contenders, int runs, boolean kwok, Path kerf) {
    /** One run of one contender at one shape. */
    private record Turn(Shape shape, int run, Contender contender) {}

    /**
     * Runs everything.
     *
     * @param doing takes what is being done now, and how long it may still take
     * @return one row a run
     * @throws IOException if a control plane or a contender fails; says which
     */
    public List<Row> run(Consumer<String> doing) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        List<Turn> turns = turns();
        long begun = System.nanoTime();
        for (Turn turn : turns) {
            doing.accept("%s, run %d of %d: %s%s"
                    .formatted(
                            turn.shape.name(),
                            turn.run,
                            runs,
                            turn.contender.word(),
                            left(rows.size(), turns.size(), (System.nanoTime() - begun) / 1e9)));
            rows.add(trial(turn.shape, turn.contender, turn.run));
        }
        return rows;
    }

    private List<Turn> turns() {
        List<Turn> turns = new ArrayList<>();
        for (Shape shape : shapes) {
            for (int run = 1; run <= runs; run++) {
                for (Contender contender : contenders) {
                    if (contender != Contender.BARE || shape.fits()) {
                        turns.add(new Turn(shape, run, contender));
                    }
                }
            }
        }
        return turns;
    }

    /** How far it is, and how long the rest takes at the pace so far. */
    static String left(int done, int all, double seconds) {
        String far = " (%d of %d".formatted(done + 1, all);
        return done == 0
                ? far + ")"
                : far + ", some %.0f min to go)".formatted(Math.ceil(seconds / done * (all - done) / 60));
    }

    private Row trial(Shape shape, Contender contender, int run) throws IOException, InterruptedException {
        try {
            return new Trial(shape, contender, kwok, kerf).run(run);
        } catch (IOException failed) {
            throw new IOException(contender.word() + " at " + shape.name() + ": " + failed.getMessage(), failed);
        }
    }
}
