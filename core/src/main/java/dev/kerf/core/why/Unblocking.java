package dev.kerf.core.why;

import dev.kerf.core.model.Node;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.snapshot.Group;
import dev.kerf.core.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The changes that would let a waiting task in, each proven by planning with it done. What costs least comes first:
 * uncordon, loosen what the task says, ask for less, others leave, one more node.
 */
final class Unblocking {
    /** Longer lists are not read. */
    private static final int MOST = 6;
    /** Of one kind, such as nodes to uncordon. */
    private static final int OF_A_KIND = 3;

    private final WhatIf whatIf;
    private final Snapshot snapshot;

    Unblocking(WhatIf whatIf) {
        this.whatIf = whatIf;
        this.snapshot = whatIf.now().snapshot();
    }

    List<Change> all() {
        List<Change> found = new ArrayList<>();
        proven(uncordoned(), OF_A_KIND, found);
        proven(new Loosening(whatIf.now().asked()).all(snapshot).stream(), OF_A_KIND, found);
        proven(new Shrinking(whatIf).all().stream(), OF_A_KIND, found);
        if (whatIf.now().verdict().fit() == Fit.NOT_NOW) {
            proven(new Departures(whatIf.now()).all().stream(), OF_A_KIND, found);
        }
        proven(joined(), 1, found);
        return List.copyOf(found);
    }

    private void proven(Stream<Change> changes, int most, List<Change> found) {
        changes.filter(whatIf::works).limit(Math.min(most, MOST - found.size())).forEach(found::add);
    }

    /** The cordoned nodes on which the task would fit, looked at all at once. */
    private Stream<Change> uncordoned() {
        Set<String> cordoned = IntStream.range(0, snapshot.nodeCount())
                .mapToObj(snapshot::node)
                .filter(n -> !Change.Uncordon.open(n).equals(n))
                .map(Node::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (cordoned.isEmpty()) {
            return Stream.empty();
        }
        WhatIf.State open = whatIf.after(new Change.Uncordon(cordoned));
        return IntStream.range(0, snapshot.nodeCount())
                .filter(n -> cordoned.contains(snapshot.node(n).name()) && open.fits(n))
                .mapToObj(n -> new Change.Uncordon(Set.of(snapshot.node(n).name())));
    }

    /** One more of a kind of node; few GPUs first. */
    private Stream<Change> joined() {
        return snapshot.groups().stream()
                .sorted(Comparator.<Group>comparingInt(g -> g.gpus().count()).thenComparingInt(Group::index))
                .flatMap(g -> IntStream.of(g.nodes()).limit(OF_A_KIND).mapToObj(snapshot::node))
                .map(Change.Join::new);
    }
}
