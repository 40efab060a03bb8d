package dev.kerf.server.same;

import dev.kerf.core.plan.Conduct;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.worth.Knobs;
import dev.kerf.sim.kerf.KerfPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A cluster to be looked at in several ways.
 *
 * @param name    for messages
 * @param asOf    the moment that its times are about
 * @param conduct how its cycles conduct themselves
 * @param objects as JSON trees, in the order a server is to be given them
 */
record Case(String name, Instant asOf, Conduct conduct, List<Map<String, Object>> objects) {
    Case {
        objects = List.copyOf(objects);
    }

    /**
     * Why a server cannot be given it: a pod that should have been gone long ago, which a server only has once that time has
     * passed. Empty: it can.
     */
    String needsTime() {
        return objects.stream()
                .filter(o -> goes(o).isNegative())
                .map(o -> Tree.text(Tree.at(o, "metadata"), "name") + " should have been gone for "
                        + goes(o).negated().toSeconds() + " s, and a server makes nothing in the past")
                .findFirst()
                .orElse("");
    }

    /** How long the object still has; of one that does not go, nothing. */
    Duration goes(Map<String, Object> object) {
        String deleted = Tree.text(Tree.at(object, "metadata"), "deletionTimestamp");
        return deleted.isEmpty() ? Duration.ZERO : Duration.between(asOf, Instant.parse(deleted));
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
