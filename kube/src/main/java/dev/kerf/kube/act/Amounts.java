package dev.kerf.kube.act;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Target;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Share;
import dev.kerf.objects.pod.Fractions;
import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.quantity.Quantity;
import dev.kerf.objects.quantity.QuantityException;
import dev.kerf.objects.read.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an action makes of amounts.
 *
 * @param change the largest, as a part of what there was; 1 where there is nothing to compare
 * @param grows  whether anything becomes more
 * @param more   what each pod would then ask for in addition, by the name of the resource, in thousandths; less than
 *               nothing: less
 * @param pods   of which each asks for it
 */
record Amounts(double change, boolean grows, SortedMap<String, Long> more, int pods) {
    static final String GPU = "nvidia.com/gpu";
    private static final long THOUSAND = 1000;

    /** Of an action on what is there now. */
    static Amounts of(Action action, Look look) {
        return switch (action) {
            case Action.Requests requests -> requests(requests, look);
            case Action.Fraction fraction -> fraction(fraction, look);
            case Action.Gpus gpus -> gpus(gpus, look);
            case Action.Scale scale -> scale(scale, look);
            case Action.ScaleToZero a -> other();
            case Action.Extended a -> other();
            case Action.Arguments a -> other();
            case Action.Selector a -> other();
            case Action.Drain a -> other();
            case Action.Move a -> other();
            case Action.Manifest a -> other();
        };
    }

    private static Amounts other() {
        return new Amounts(1, false, new TreeMap<>(), 0);
    }

    private static Amounts requests(Action.Requests requests, Look look) {
        SortedMap<String, Long> before = new TreeMap<>();
        SortedMap<String, Long> after = new TreeMap<>();
        Cpu cpu = requests.cpu();
        Bytes memory = requests.memory();
        Field asked = container(look, requests.of()).at("resources", "requests");
        if (cpu != null) {
            before.put("cpu", thousandths(asked.get("cpu")));
            after.put("cpu", cpu.milli());
        }
        if (memory != null) {
            before.put("memory", thousandths(asked.get("memory")));
            after.put("memory", memory.count() * THOUSAND);
        }
        return between(before, after, look.pods().size());
    }

    private static Amounts fraction(Action.Fraction fraction, Look look) {
        long now = fractionOf(look);
        return between(
                new TreeMap<>(java.util.Map.of(SharingKeys.FRACTION, now)),
                new TreeMap<>(java.util.Map.of(SharingKeys.FRACTION, (long) fraction.thousandths())),
                look.pods().size());
    }

    /** The smallest that any pod has: where one grows, it grows. */
    private static long fractionOf(Look look) {
        String said = look.template()
                .at("metadata", "annotations")
                .get(SharingKeys.FRACTION)
                .text();
        return look.pods().stream()
                .map(pod -> pod.annotation(SharingKeys.FRACTION))
                .filter(text -> !text.isEmpty())
                .mapToLong(Amounts::part)
                .min()
                .orElse(said.isEmpty() ? Share.WHOLE : part(said));
    }

    private static long part(String text) {
        try {
            return Fractions.thousandths(text);
        } catch (Fractions.FractionException broken) {
            return Share.WHOLE;
        }
    }

    private static Amounts gpus(Action.Gpus gpus, Look look) {
        long now =
                thousandths(container(look, gpus.of()).at("resources", "limits").get(GPU));
        return between(
                new TreeMap<>(java.util.Map.of(GPU, now)),
                new TreeMap<>(java.util.Map.of(GPU, gpus.count() * THOUSAND)),
                look.pods().size());
    }

    /** Of a workload that shows no number of replicas there is one. */
    private static Amounts scale(Action.Scale scale, Look look) {
        Field replicas = look.anchor().root().at("spec", "replicas");
        int now = replicas.integer(1, 0, 1_000_000);
        boolean grows = scale.replicas() > now;
        double change = now == 0 ? 1 : Math.abs(scale.replicas() - now) / (double) now;
        SortedMap<String, Long> more = new TreeMap<>();
        for (Field container : look.template().at("spec", "containers").items()) {
            container
                    .at("resources", "requests")
                    .entries()
                    .forEach((name, field) -> more.merge(name, thousandths(field), Long::sum));
        }
        return new Amounts(change, grows, grows ? more : new TreeMap<>(), Math.max(0, scale.replicas() - now));
    }

    private static Amounts between(SortedMap<String, Long> before, SortedMap<String, Long> after, int pods) {
        double change = 0;
        boolean grows = false;
        SortedMap<String, Long> more = new TreeMap<>();
        for (String name : after.keySet()) {
            long was = before.getOrDefault(name, 0L);
            long is = after.getOrDefault(name, 0L);
            more.put(name, is - was);
            grows |= is > was;
            change = Math.max(change, was == 0 ? 1 : Math.abs(is - was) / (double) was);
        }
        return new Amounts(change, grows, more, pods);
    }

    /** The container that a target names, else the first; as a pod that runs has it, else as the template does. */
    static Field container(Look look, Target.OfWorkload of) {
        Field pod =
                look.pods().isEmpty() ? look.template() : look.pods().getFirst().root();
        return container(pod, of.container());
    }

    static Field container(Field pod, String name) {
        List<Field> containers = new ArrayList<>(pod.at("spec", "containers").items());
        return containers.stream()
                .filter(c -> name.isEmpty() || c.get("name").text().equals(name))
                .findFirst()
                .orElse(pod.absent());
    }

    /** Of a quantity; what is none counts as nothing. */
    static long thousandths(Field field) {
        try {
            return field.present()
                    ? Quantity.parse(field.text()).amount().movePointRight(3).longValue()
                    : 0;
        } catch (QuantityException none) {
            return 0;
        }
    }
}
