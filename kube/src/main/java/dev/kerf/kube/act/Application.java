package dev.kerf.kube.act;

import dev.kerf.core.act.State;
import dev.kerf.core.advise.Guard;
import java.util.List;
import java.util.Optional;

/**
 * How far an advice has come.
 *
 * @param advice  its id
 * @param object  that it is about, {@code Deployment team/web}
 * @param state   of it
 * @param guards  as they were found; none where that was not asked
 * @param message why it is so, in one sentence
 */
public record Application(String advice, String object, State state, List<Guard> guards, String message) {
    public Application {
        guards = List.copyOf(guards);
    }

    /** The first guard that stops it. */
    public Optional<Guard> stopped() {
        return guards.stream().filter(guard -> !guard.passes()).findFirst();
    }
}
