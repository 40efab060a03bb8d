package dev.kerf.core.gang;

import dev.kerf.core.fit.Room;
import dev.kerf.core.model.TopologyConstraint;
import dev.kerf.core.snapshot.Crew;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a gang, or a part of one, may be tried so that it stands as close together as it wants: of the narrowest level
 * first, the domain with the least room that has enough; last, where closeness was only wished for, everywhere.
 */
public final class Regions {
    private final Domains domains;
    private final Workspace workspace;

    /**
     * A part of the cluster to try.
     *
     * @param nodes   null: all
     * @param cluster the level whose domains are filled one after the other; null: as the placer likes
     */
    record Region(@Nullable BitSet nodes, @Nullable String cluster) {}

    Regions(Workspace workspace) {
        this.workspace = workspace;
        this.domains = new Domains(workspace.snapshot());
    }

    /**
     * The regions to try, best first.
     *
     * @param within where it has to stand anyway; null: anywhere
     * @param holds  whether counting leaves it open that there is room for all that must start together
     */
    List<Region> of(Crew crew, @Nullable BitSet within, Room room, Predicate<Room> holds) {
        TopologyConstraint topology = crew.part().topology();
        List<Region> regions = new ArrayList<>();
        List<String> levels = levels(topology);
        for (String level : levels) {
            boolean last = level.equals(topology.required());
            for (BitSet domain : fitting(crew, level, within, room, holds)) {
                regions.add(new Region(domain, last ? topology.preferred() : null));
            }
        }
        if (topology.required() == null) {
            regions.add(new Region(within, topology.preferred()));
        }
        return regions;
    }

    private List<String> levels(TopologyConstraint topology) {
        String preferred = topology.preferred();
        String required = topology.required();
        if (preferred == null) {
            return required == null ? List.of() : List.of(required);
        }
        return domains.outwards(preferred, required);
    }

    private List<BitSet> fitting(Crew crew, String level, @Nullable BitSet within, Room room, Predicate<Room> holds) {
        record Candidate(BitSet nodes, int room) {}
        BitSet standing = standing(crew);
        List<Candidate> found = new ArrayList<>();
        for (BitSet domain : inside(level, within)) {
            Room here = room.within(domain);
            boolean joins = standing.isEmpty() || standing.intersects(domain);
            if (joins && holds.test(here)) {
                found.add(new Candidate(domain, roomFor(crew, here)));
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt(Candidate::room))
                .map(Candidate::nodes)
                .toList();
    }

    /** The domains of a level, as far as they lie within. */
    public List<BitSet> inside(String level, @Nullable BitSet within) {
        if (within == null) {
            return domains.of(level);
        }
        List<BitSet> cut = new ArrayList<>();
        for (BitSet domain : domains.of(level)) {
            BitSet both = (BitSet) domain.clone();
            both.and(within);
            if (!both.isEmpty()) {
                cut.add(both);
            }
        }
        return cut;
    }

    /** The domains of a level within, those with the most room first, so that few are touched. */
    List<BitSet> roomiest(Crew crew, String level, @Nullable BitSet within, Room room) {
        return inside(level, within).stream()
                .sorted(Comparator.comparingInt((BitSet d) -> roomFor(crew, room.within(d)))
                        .reversed())
                .toList();
    }

    private int roomFor(Crew crew, Room room) {
        Snapshot snapshot = workspace.snapshot();
        return crew.allPending()
                .map(snapshot::classOf)
                .distinct()
                .map(c -> room.of(c, Integer.MAX_VALUE))
                .max()
                .orElse(0);
    }

    private BitSet standing(Crew crew) {
        BitSet nodes = new BitSet();
        IntStream.concat(crew.allPlaced(), crew.allPending())
                .map(workspace::nodeOf)
                .filter(n -> n != Workspace.NOWHERE)
                .forEach(nodes::set);
        return nodes;
    }
}
