package dev.kerf.sim.replay;

import dev.kerf.core.plan.Policy;
import dev.kerf.sim.contender.Contender;
import dev.kerf.sim.kerf.KerfPolicy;
import dev.kerf.sim.openb.OpenbPod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The policies a trace can be played with, by the names people type. */
public final class Lineup {
    private static final String KERF = "kerf";
    private static final String LEARNING = "kerf-learning";

    private Lineup() {}

    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of(KERF, LEARNING));
        Arrays.stream(Contender.values())
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .forEach(names::add);
        return List.copyOf(names);
    }

    /**
     * The policy of that name.
     *
     * @param mix the pod list it may know the mix from; kerf takes it for a guess and learns
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     */
    public static Policy policy(String name, List<OpenbPod> mix) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException(
                    "there is no policy \"" + name + "\"; take one of " + String.join(", ", names()));
        }
        return switch (name) {
            case KERF -> KerfPolicy.beginningWith(KerfPolicy.mix(mix));
            case LEARNING -> KerfPolicy.learning();
            default -> Contender.valueOf(name.toUpperCase(Locale.ROOT)).policy(mix);
        };
    }
}
