package dev.kerf.kube.act;

import dev.kerf.core.advise.Guard;
import dev.kerf.kube.api.Api;
import dev.kerf.kube.api.Rights;
import dev.kerf.kube.api.Rights.Right;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Asks the server whether it would let all writes of an action be made, before the first is. */
record Permits(Api api) {
    /** Kerf lacks a right that an action needs. */
    static final String NAME = "not-permitted";

    private static final String WITHOUT = "the action is not begun (sizing.act of the chart gives it)";

    /** Whether nothing is missing for these steps, and for what is intended to be noted on the object. */
    Guard guard(Live anchor, List<Step> steps) {
        Map<String, Set<Right>> wanted = new TreeMap<>();
        add(wanted, anchor.place(), "patch", "");
        for (Step step : steps) {
            switch (step.how()) {
                case PATCH, RELEASE -> add(wanted, step.place(), "patch", "");
                case RESIZE -> add(wanted, step.place(), "patch", "resize");
                case EVICT -> add(wanted, step.place(), "create", "eviction");
            }
        }
        String lacks = wanted.entrySet().stream()
                .flatMap(each -> Rights.missing(api, each.getValue(), each.getKey()).stream())
                .map(Right::sentence)
                .distinct()
                .collect(Collectors.joining("; "));
        return new Guard(
                NAME, lacks.isEmpty(), lacks.isEmpty() ? "the server permits all its writes" : "Kerf " + lacks);
    }

    private static void add(Map<String, Set<Right>> wanted, Place place, String verb, String subresource) {
        wanted.computeIfAbsent(place.namespace(), made -> new LinkedHashSet<>())
                .add(new Right(verb, place.group(), place.resource(), subresource, WITHOUT));
    }
}
