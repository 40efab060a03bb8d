package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;

/** Room on the cards that a workload's pods have parts of. */
final class Rooms {
    private Rooms() {}

    /** Whether each of its cards has the rest free. */
    static boolean has(Work work, Scene scene, int thousandths) {
        return work.ids().stream().flatMap(id -> work.pieces(id).stream()).allMatch(piece -> {
            var machine = scene.machine(piece.node());
            return machine != null && machine.cards().get(piece.device()).free() >= thousandths - piece.thousandths();
        });
    }
}
