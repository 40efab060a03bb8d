package dev.kerf.cli;

import dev.kerf.core.model.Share;
import dev.kerf.core.overview.Card;
import java.util.List;
import java.util.stream.Collectors;

/** The cards of a node as a small picture: {@code [####|##--|----]}, a quarter of a card a character. */
final class Cards {
    private static final int QUARTERS = 4;

    private Cards() {}

    static String picture(List<Card> cards) {
        return cards.isEmpty() ? "-" : cards.stream().map(Cards::card).collect(Collectors.joining("|", "[", "]"));
    }

    /** What is held is shown at once, what is free only when it is a full quarter. */
    private static String card(Card card) {
        int free = Math.clamp((long) card.free() * QUARTERS / Share.WHOLE, 0, QUARTERS);
        return "#".repeat(QUARTERS - free) + "-".repeat(free);
    }
}
