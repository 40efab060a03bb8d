package dev.kerf.objects.pod;

import dev.kerf.objects.read.Field;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The container of a pod that is told its GPU: the one named by {@code gpu-fraction-container-name}, init containers too,
 * else the first.
 *
 * @param list  {@code containers} or {@code initContainers}
 * @param index in that list
 * @param field the container; absent where the pod has none
 */
public record TargetContainer(String list, int index, Field field) {
    private static final String CONTAINERS = "containers";
    private static final String INIT_CONTAINERS = "initContainers";

    /** The container; a name that no container has is a problem of the pod, and the first one is taken. */
    static TargetContainer of(Field annotations, Field spec) {
        Field name = annotations.get(SharingKeys.CONTAINER);
        List<TargetContainer> all =
                Stream.concat(all(CONTAINERS, spec), all(INIT_CONTAINERS, spec)).toList();
        if (all.isEmpty()) {
            return new TargetContainer(CONTAINERS, 0, spec.absent());
        }
        if (name.present()) {
            for (TargetContainer each : all) {
                if (each.name().equals(name.text())) {
                    return each;
                }
            }
            name.wrong(Field.quoted(name.text()) + " is no container of the pod; it has "
                    + all.stream().map(TargetContainer::name).collect(Collectors.joining(", ")));
        }
        return all.getFirst();
    }

    private static Stream<TargetContainer> all(String list, Field spec) {
        List<Field> items = spec.get(list).items();
        return Stream.iterate(0, i -> i < items.size(), i -> i + 1)
                .map(i -> new TargetContainer(list, i, items.get(i)));
    }

    /** Its name. */
    public String name() {
        return field.get("name").text();
    }
}
