package dev.kerf.core.use;

/** Why a sample is not believed. */
public enum Doubt {
    /** The source has nothing for that moment; that is not zero. */
    NO_DATA("no data"),
    NOT_A_NUMBER("not a number"),
    NEGATIVE("below zero"),
    /** More than there is to use: 100,000 % of a GPU, more cores than the node has. */
    IMPOSSIBLE("more than there is"),
    /** Later than now, beyond what clocks may differ by. */
    FROM_THE_FUTURE("from the future"),
    /** Older than the sample before. */
    OUT_OF_ORDER("out of order"),
    /** The moment of the sample before, once more. */
    DUPLICATE("twice the same moment"),
    /** The first reading of a counter; a rate needs two. */
    FIRST_READING("the first reading"),
    /** The counter has begun anew; what it counted in between is not known. */
    COUNTER_RESET("the counter was reset"),
    /** Too long since the reading before for the rate between them to say anything. */
    GAP("a gap before it"),
    /** The container had only begun: models load, caches fill. */
    STARTING("the container had only begun");

    private final String words;

    Doubt(String words) {
        this.words = words;
    }

    /** As people are told. */
    public String words() {
        return words;
    }
}
