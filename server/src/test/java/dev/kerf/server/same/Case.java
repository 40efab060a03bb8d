package dev.kerf.server.same;

import dev.kerf.core.plan.Conduct;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.worth.Knobs;
import dev.kerf.sim.kerf.KerfPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cluster to be looked at in several ways.
 *
 * @param name    for messages
 * @param asOf    the moment that its times are about
 * @param conduct how its cycles conduct themselves
 * @param objects as JSON trees, in the order a server is to be given them
 */
record Case(String name, Instant asOf, Conduct conduct, List<Map<String, Object>> objects) {
    /** A server gives a pod on a node a second at least. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    Case {
        objects = List.copyOf(objects);
    }

    /**
     * How much time passes in it: from when its first pod was made, or the first that should be gone should have been, until
     * its moment. A server is given it so long before.
     */
    Duration span() {
        Instant first = objects.stream()
                .flatMap(o -> Stream.concat(made(o).stream(), gone(o).map(g -> g.minus(GRACE)).stream()))
                .min(Comparator.naturalOrder())
                .orElse(asOf);
        return asOf.equals(Instant.EPOCH) || first.isAfter(asOf) ? Duration.ZERO : Duration.between(first, asOf);
    }

    private static Optional<Instant> made(Map<String, Object> object) {
        return Tree.text(object, "kind").equals("Pod") ? moment(object, "creationTimestamp") : Optional.empty();
    }

    /** When the object has to be gone; empty: it stays. */
    static Optional<Instant> gone(Map<String, Object> object) {
        return moment(object, "deletionTimestamp");
    }

    private static Optional<Instant> moment(Map<String, Object> object, String key) {
        String text = Tree.text(Tree.at(object, "metadata"), key);
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    /** What its cycles are decided by. */
    Policy policy() {
        return KerfPolicy.ofWhatIsThere(Knobs.TUNED, conduct);
    }

    @Override
    public String toString() {
        return name;
    }
}
