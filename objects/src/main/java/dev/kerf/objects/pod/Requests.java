package dev.kerf.objects.pod;

import dev.kerf.objects.read.Field;
import dev.kerf.objects.resource.Amounts;
import java.util.HashMap;
import java.util.Map;

/**
 * What a pod asks for in all, counted as Kubernetes' scheduler counts it: containers and sidecars together, or the peak
 * of an init container with the sidecars started before it, whichever is more; then what the pod asks as a whole takes
 * the place of the sum; then the overhead on top. A pod that stands on a node holds what it was given until a resize is
 * done, or what it asks now, whichever is more.
 */
final class Requests {
    private final Field spec;
    private final Map<String, Field> statuses = new HashMap<>();
    private final boolean refusedResize;

    /** @param status of a pod that stands on a node; absent otherwise */
    Requests(Field spec, Field status) {
        this.spec = spec;
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
        Amounts running = Amounts.NONE;
        for (Field container : spec.get("containers").items()) {
            running = running.plus(container(container));
        }
        Amounts sidecars = Amounts.NONE;
        Amounts peak = Amounts.NONE;
        for (Field container : spec.get("initContainers").items()) {
            Amounts own = container(container);
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

    private Amounts container(Field container) {
        Amounts asked = asked(container.get("resources"));
        Field status = statuses.get(container.get("name").text());
        if (status == null) {
            return asked;
        }
        Amounts held =
                Amounts.read(status.at("resources", "requests")).max(Amounts.read(status.get("allocatedResources")));
        return refusedResize && !held.byName().isEmpty() ? held : asked.max(held);
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
        return sum.replacedBy(whole.only(Requests::isAskedByPods));
    }

    private static boolean isAskedByPods(String resource) {
        return resource.equals(Amounts.CPU) || resource.equals(Amounts.MEMORY) || Amounts.isHugePages(resource);
    }
}
