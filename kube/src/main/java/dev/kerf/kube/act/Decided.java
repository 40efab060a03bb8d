package dev.kerf.kube.act;

import dev.kerf.core.advise.Action;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Share;
import dev.kerf.objects.read.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The size that was last decided for the pods of an object, as it stands there for pods that are made later.
 *
 * @param advice     the last that had a say
 * @param fraction   of a GPU; empty: nothing was decided
 * @param containers what is asked of each resource, by container
 */
record Decided(String advice, String fraction, Map<String, Map<String, String>> containers) {
    private static final String FRACTION = "fraction";
    private static final String CONTAINERS = "containers";

    /** What stands on an object; null: nothing that can be read. */
    static @Nullable Decided on(Live object) {
        Field said = PeopleGuards.json(object.annotation(Keys.SIZE));
        if (said == null) {
            return null;
        }
        Map<String, Map<String, String>> containers = new TreeMap<>();
        said.get(CONTAINERS).entries().forEach((name, sizes) -> containers.put(name, sizes.texts()));
        return new Decided(said.get("advice").text(), said.get(FRACTION).text(), containers);
    }

    /** Writes on the object what an action decides, beside what was decided before of anything else. */
    static Step step(Live object, String advice, Action action) {
        Decided before = on(object);
        Decided now = (before == null ? new Decided("", "", Map.of()) : before).after(advice, action);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("advice", now.advice);
        tree.put(FRACTION, now.fraction);
        tree.put(CONTAINERS, now.containers);
        return Step.patch(
                Step.How.PATCH,
                object,
                Map.of("metadata", Map.of("annotations", Map.of(Keys.SIZE, Writer.text(tree)))));
    }

    private Decided after(String by, Action action) {
        if (action instanceof Action.Fraction part) {
            return new Decided(by, Share.text(part.thousandths()), containers);
        }
        Map<String, Map<String, String>> all = new TreeMap<>(containers);
        if (action instanceof Action.Requests asked) {
            Map<String, String> sizes =
                    new TreeMap<>(all.getOrDefault(asked.of().container(), Map.of()));
            sizes.putAll(texts(asked));
            all.put(asked.of().container(), sizes);
        }
        return new Decided(by, fraction, all);
    }

    /** What a container is to ask, as manifests say it. */
    static Map<String, String> texts(Action.Requests requests) {
        Map<String, String> asked = new LinkedHashMap<>();
        Cpu cpu = requests.cpu();
        Bytes memory = requests.memory();
        if (cpu != null) {
            asked.put("cpu", cpu.milli() + "m");
        }
        if (memory != null) {
            asked.put("memory", Long.toString(memory.count()));
        }
        return asked;
    }
}
