package dev.kerf.kube.schedule;

import dev.kerf.core.reason.Code;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a scheduler has before it at one moment.
 *
 * @param nodes     nodes known
 * @param pods      pods known that count, whoever's they are
 * @param binding   pods being bound
 * @param undecided its own pods that no cycle has decided about yet
 * @param held      its own pods that the last cycle held, by reason
 * @param arrived   its own pods that have begun to wait, since the start
 * @param requests  to the API server that wait or are under way
 */
public record Backlog(
        int nodes, int pods, int binding, int undecided, Map<Code, Integer> held, long arrived, int requests) {
    public Backlog {
        EnumMap<Code, Integer> copy = new EnumMap<>(Code.class);
        copy.putAll(held);
        held = Collections.unmodifiableMap(copy);
    }
}
