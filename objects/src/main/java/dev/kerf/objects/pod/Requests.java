package dev.kerf.objects.pod;

import dev.kerf.objects.read.Field;
import dev.kerf.objects.resource.Amounts;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What a pod asks for in all, counted as Kubernetes' scheduler counts it (1.37): containers and sidecars together, or the
 * peak of an init container with the sidecars started before it, whichever is more; then what the pod asks as a whole
 * takes the place of the sum; then the overhead on top. A pod that stands on a node is counted three times, by what it
 * asks, what the kubelet has set aside for it and what its containers run with, and holds the most of each until a resize
 * is done; of a resize that the node can never grant the asking does not count.
 */
final class Requests {
    private final Field spec;
    private final Field status;
    private final Map<String, Field> statuses = new HashMap<>();
    private final boolean refusedResize;

    /** @param status of a pod that stands on a node; absent otherwise */
    Requests(Field spec, Field status) {
        this.spec = spec;
        this.status = status;
        status.get("containerStatuses")
                .items()
                .forEach(s -> statuses.put(s.get("name").text(), s));
        status.get("initContainerStatuses")
                .items()
                .forEach(s -> statuses.put(s.get("name").text(), s));
        this.refusedResize = status.get("conditions").items().stream()
                .filter(c -> c.get("type").text().equals("PodResizePending"))
                .anyMatch(c -> c.get("reason").text().equals("Infeasible"));
    }

    Amounts total() {
        return ofThePod(ofContainers()).plus(Amounts.read(spec.get("overhead")));
    }

    private Amounts ofContainers() {
        Amounts asked = ofContainers(container -> asked(container.get("resources")));
        if (statuses.isEmpty()) {
            return asked;
        }
        Amounts held = ofContainers(this::allocated).max(ofContainers(this::actuated));
        return refusedResize ? held : asked.max(held);
    }

    private Amounts ofContainers(Function<Field, Amounts> each) {
        Amounts running = Amounts.NONE;
        for (Field container : spec.get("containers").items()) {
            running = running.plus(each.apply(container));
        }
        Amounts sidecars = Amounts.NONE;
        Amounts peak = Amounts.NONE;
        for (Field container : spec.get("initContainers").items()) {
            Amounts own = each.apply(container);
            if (isSidecar(container)) {
                running = running.plus(own);
                sidecars = sidecars.plus(own);
                peak = peak.max(sidecars);
            } else {
                peak = peak.max(sidecars.plus(own));
            }
        }
        return running.max(peak);
    }

    /** An init container that keeps running. */
    static boolean isSidecar(Field initContainer) {
        return initContainer.get("restartPolicy").text().equals("Always");
    }

    private Amounts allocated(Field container) {
        Field of = statuses.get(container.get("name").text());
        Amounts allocated = of == null ? Amounts.NONE : Amounts.read(of.get("allocatedResources"));
        return allocated.byName().isEmpty() ? asked(container.get("resources")) : allocated;
    }

    private Amounts actuated(Field container) {
        Field of = statuses.get(container.get("name").text());
        Amounts actuated = of == null ? Amounts.NONE : Amounts.read(of.at("resources", "requests"));
        return actuated.byName().isEmpty() ? allocated(container) : actuated;
    }

    /** Who states a limit alone asks for as much. */
    private static Amounts asked(Field resources) {
        return Amounts.read(resources.get("requests")).orElse(Amounts.read(resources.get("limits")));
    }

    private Amounts ofThePod(Amounts sum) {
        Field resources = spec.get("resources");
        Amounts asked = Amounts.read(resources.get("requests"));
        Amounts limits = Amounts.read(resources.get("limits"));
        Amounts whole = asked.orElse(limits.only(name -> !sum.has(name)));
        if (!whole.only(name -> !isAskedByPods(name)).byName().isEmpty()) {
            resources.wrong("only cpu, memory and huge pages can be asked for by a pod as a whole; ask in a container");
        }
        return sum.replacedBy(resized(whole).only(Requests::isAskedByPods));
    }

    /** Of the resources that the pod asks as a whole, the most of what it asks, has and runs with. */
    private Amounts resized(Amounts whole) {
        Amounts held = Amounts.read(status.get("allocatedResources"))
                .max(Amounts.read(status.at("resources", "requests")))
                .only(whole::has);
        return refusedResize && !held.byName().isEmpty() ? whole.replacedBy(held) : whole.max(held);
    }

    private static boolean isAskedByPods(String resource) {
        return resource.equals(Amounts.CPU) || resource.equals(Amounts.MEMORY) || Amounts.isHugePages(resource);
    }
}
