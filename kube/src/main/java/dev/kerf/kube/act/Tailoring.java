package dev.kerf.kube.act;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.objects.pod.Fractions;
import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.quantity.Quantity;
import dev.kerf.objects.quantity.QuantityException;
import dev.kerf.objects.read.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A decided size put on a pod that is about to be made, as far as the pod differs from it. */
final class Tailoring {
    private static final String ANNOTATIONS = "/metadata/annotations";
    private static final String RESOURCES = "resources";
    private final Live pod;
    private final Live owner;
    private final Decided decided;
    private final List<Action> actions = new ArrayList<>();
    private final List<Map<String, Object>> patch = new ArrayList<>();
    private final Map<String, Object> was = new LinkedHashMap<>();
    private final Map<String, Object> is = new LinkedHashMap<>();

    Tailoring(Live pod, Live owner, Decided decided) {
        this.pod = pod;
        this.owner = owner;
        this.decided = decided;
        fraction();
        List<Field> containers = pod.root().at("spec", "containers").items();
        for (int i = 0; i < containers.size(); i++) {
            container(i, containers.get(i));
        }
    }

    /** What it comes to, for guards to look at. */
    List<Action> actions() {
        return actions;
    }

    Tailored tailored() {
        if (patch.isEmpty()) {
            return Tailored.AS_IT_IS;
        }
        List<Map<String, Object>> all = new ArrayList<>(patch);
        if (!pod.root().at("metadata", "annotations").present()) {
            all.addFirst(add(ANNOTATIONS, Map.of()));
        }
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("advice", decided.advice());
        note.put("was", was);
        note.put("is", is);
        all.add(add(ANNOTATIONS + "/" + Keys.SIZED.replace("/", "~1"), Writer.text(note)));
        return new Tailored(all, "");
    }

    private Target.OfWorkload of(String container) {
        Place place = owner.place();
        return new Target.OfWorkload(place.namespace(), place.kind() + "/" + place.name(), container);
    }

    /** Only of a pod that asks part of a GPU: a whole one is another pod. */
    private void fraction() {
        String asks = pod.annotation(SharingKeys.FRACTION);
        if (asks.isEmpty() || decided.fraction().isEmpty() || asks.equals(decided.fraction())) {
            return;
        }
        try {
            actions.add(new Action.Fraction(of(""), Fractions.thousandths(decided.fraction())));
        } catch (Fractions.FractionException impossible) {
            return;
        }
        changes(SharingKeys.FRACTION, asks, decided.fraction());
        patch.add(add(ANNOTATIONS + "/" + SharingKeys.FRACTION, decided.fraction()));
    }

    private void container(int index, Field container) {
        String name = container.get("name").text();
        Map<String, String> wanted = decided.containers().getOrDefault(name, Map.of());
        Field requests = container.at(RESOURCES, "requests");
        Map<String, String> other = new LinkedHashMap<>(wanted);
        other.entrySet()
                .removeIf(each -> Merge.holds(requests.get(each.getKey()).tree(), each.getValue()));
        Action action = other.isEmpty() ? null : requests(name, other);
        if (action != null) {
            actions.add(action);
            other.forEach((resource, amount) ->
                    changes(name + " " + resource, requests.get(resource).text(), amount));
            patch.add(add("/spec/containers/" + index + "/" + RESOURCES, resources(container, other)));
        }
    }

    /** Null: it was written by somebody who does not know quantities. */
    private @Nullable Action requests(String container, Map<String, String> amounts) {
        try {
            String cpu = amounts.get("cpu");
            String memory = amounts.get("memory");
            Cpu cores = cpu == null ? null : Quantity.parse(cpu).cpu();
            Bytes bytes = memory == null ? null : Quantity.parse(memory).bytes();
            return new Action.Requests(of(container), cores, bytes);
        } catch (QuantityException broken) {
            return null;
        }
    }

    /** Limits move only where the container has some. */
    private static Map<String, Object> resources(Field container, Map<String, String> amounts) {
        Map<String, Object> resources = copy(container.get(RESOURCES));
        Map<String, Object> requests = copy(container.at(RESOURCES, "requests"));
        Map<String, Object> limits = copy(container.at(RESOURCES, "limits"));
        requests.putAll(amounts);
        amounts.forEach((resource, amount) -> limits.computeIfPresent(resource, (same, before) -> amount));
        resources.put("requests", requests);
        if (!limits.isEmpty()) {
            resources.put("limits", limits);
        }
        return resources;
    }

    @SuppressWarnings("unchecked") // the tree of a map is a map
    private static Map<String, Object> copy(Field field) {
        return field.isMap()
                ? new LinkedHashMap<>((Map<String, Object>) Objects.requireNonNull(field.tree()))
                : new LinkedHashMap<>();
    }

    private void changes(String what, String before, String after) {
        was.put(what, before);
        is.put(what, after);
    }

    private static Map<String, Object> add(String path, Object value) {
        return Map.of("op", "add", "path", path, "value", value);
    }
}
