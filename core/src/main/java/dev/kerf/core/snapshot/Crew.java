package dev.kerf.core.snapshot;

import dev.kerf.core.model.Part;
import java.util.List;
import java.util.stream.IntStream;

/** The members of a gang, or of a part of one, by number. */
public final class Crew {
    private final Part part;
    private final List<Crew> crews;
    private final int[] pending;
    private final int[] placed;
    private final int standing;

    Crew(Part part, List<Crew> crews, int[] pending, int[] placed, int standing) {
        this.part = part;
        this.crews = List.copyOf(crews);
        this.pending = pending.clone();
        this.placed = placed.clone();
        this.standing = standing;
    }

    public Part part() {
        return part;
    }

    /** Of its parts; none where members belong to it directly. */
    public List<Crew> crews() {
        return crews;
    }

    /** The members that belong to it directly and were pending when the cycle began, in the order they are served. */
    public IntStream pending() {
        return IntStream.of(pending);
    }

    /** All members that were pending, those of its parts too. */
    public IntStream allPending() {
        return IntStream.concat(pending(), crews.stream().flatMapToInt(Crew::allPending));
    }

    /** The members that belong to it directly and stood on a node when the cycle began, those leaving it too. */
    public IntStream placed() {
        return IntStream.of(placed);
    }

    /** All members that stood on a node, those of its parts too. */
    public IntStream allPlaced() {
        return IntStream.concat(placed(), crews.stream().flatMapToInt(Crew::allPlaced));
    }

    /** How many members that belong to it directly stood on a node when the cycle began and are not leaving it. */
    public int standing() {
        return standing;
    }

    /** How many members it has, those of its parts too. */
    public int size() {
        return pending.length + standing + crews.stream().mapToInt(Crew::size).sum();
    }

    /** Whether no members are known at all. */
    public boolean isEmpty() {
        return size() == 0;
    }
}
