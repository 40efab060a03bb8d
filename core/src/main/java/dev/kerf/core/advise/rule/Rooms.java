package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Work;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Room on the cards that a workload's pods have parts of. */
final class Rooms {
    private Rooms() {}

    /** A card. */
    private record Place(String node, int device) {}

    /** Whether each of its cards has the rest free, for all of its pods that have a part of it. */
    static boolean has(Work work, Scene scene, int thousandths) {
        Map<Place, List<Work.Piece>> cards = work.ids().stream()
                .flatMap(id -> work.pieces(id).stream())
                .collect(Collectors.groupingBy(piece -> new Place(piece.node(), piece.device())));
        return cards.entrySet().stream().allMatch(card -> {
            var machine = scene.machine(card.getKey().node());
            long more = card.getValue().stream()
                    .mapToLong(piece -> thousandths - piece.thousandths())
                    .sum();
            return machine != null
                    && machine.cards().get(card.getKey().device()).free() >= more;
        });
    }
}
