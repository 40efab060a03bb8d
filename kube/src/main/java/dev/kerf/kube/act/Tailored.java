package dev.kerf.kube.act;

import java.util.List;
import java.util.Map;

/**
 * What a new pod is given.
 *
 * @param patch   a JSON patch; empty: it stays as it is
 * @param message why, in one sentence; empty: nothing is to be said of it
 */
public record Tailored(List<Map<String, Object>> patch, String message) {
    static final Tailored AS_IT_IS = new Tailored(List.of(), "");

    public Tailored {
        patch = List.copyOf(patch);
    }

    static Tailored refused(String why) {
        return new Tailored(List.of(), why);
    }
}
