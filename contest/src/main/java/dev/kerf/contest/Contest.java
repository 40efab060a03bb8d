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
    /**
     * Runs everything.
     *
     * @param doing takes what is being done now
     * @return one row a run
     * @throws IOException if a control plane or a contender fails; says which
     */
    public List<Row> run(Consumer<String> doing) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (Shape shape : shapes) {
            for (int run = 1; run <= runs; run++) {
                for (Contender contender : contenders) {
                    if (contender != Contender.BARE || shape.fits()) {
                        doing.accept("%s, run %d of %d: %s".formatted(shape.name(), run, runs, contender.word()));
                        rows.add(trial(shape, contender, run));
                    }
                }
            }
        }
        return rows;
    }

    private Row trial(Shape shape, Contender contender, int run) throws IOException, InterruptedException {
        try {
            return new Trial(shape, contender, kwok, kerf).run(run);
        } catch (IOException failed) {
            throw new IOException(contender.word() + " at " + shape.name() + ": " + failed.getMessage(), failed);
        }
    }
}
