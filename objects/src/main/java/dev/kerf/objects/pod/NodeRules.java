package dev.kerf.objects.pod;

import dev.kerf.core.model.HostPort;
import dev.kerf.core.model.NodeTerm;
import dev.kerf.core.model.Preference;
import dev.kerf.core.model.Taint;
import dev.kerf.core.model.Toleration;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.selector.Selectors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a pod asks of its node: affinity, tolerations, ports. */
final class NodeRules {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
    private final Field spec;

    NodeRules(Field spec) {
        this.spec = spec;
    }

    /** The terms one of which must match; none: no such constraint. */
    List<NodeTerm> affinity() {
        Field required = spec.at("affinity", "nodeAffinity", REQUIRED);
        List<NodeTerm> terms = Selectors.nodeTerms(required.get("nodeSelectorTerms"));
        boolean impossible = required.present() && terms.isEmpty();
        return impossible ? List.of(new NodeTerm(List.of(), List.of())) : terms;
    }

    List<Preference> preferences() {
        return spec.at("affinity", "nodeAffinity", PREFERRED).items().stream()
                .map(p -> new Preference(p.get("weight").integer(1, 1, 100), Selectors.nodeTerm(p.get("preference"))))
                .toList();
    }

    List<Toleration> tolerations() {
        return spec.get("tolerations").items().stream()
                .map(NodeRules::toleration)
                .toList();
    }

    private static Toleration toleration(Field field) {
        Field operator = field.get("operator");
        boolean exists = operator.text().equals("Exists");
        if (!exists && operator.present() && !operator.text().equals("Equal")) {
            operator.wrong(Field.quoted(operator.text()) + " is neither Exists nor Equal");
        }
        return new Toleration(
                field.get("key").text(), exists, field.get("value").text(), effect(field.get("effect")));
    }

    private static Taint.@Nullable Effect effect(Field field) {
        return switch (field.text()) {
            case "" -> null;
            case "NoSchedule" -> Taint.Effect.NO_SCHEDULE;
            case "PreferNoSchedule" -> Taint.Effect.PREFER_NO_SCHEDULE;
            case "NoExecute" -> Taint.Effect.NO_EXECUTE;
            default -> {
                field.wrong(Field.quoted(field.text()) + " is none of NoSchedule, PreferNoSchedule and NoExecute");
                yield null;
            }
        };
    }

    /** Host ports of containers and sidecars; on the host's network every container port is one. */
    Set<HostPort> hostPorts() {
        boolean onHost = spec.get("hostNetwork").flag();
        List<Field> containers = new ArrayList<>(spec.get("containers").items());
        spec.get("initContainers").items().stream().filter(Requests::isSidecar).forEach(containers::add);
        Set<HostPort> ports = new LinkedHashSet<>();
        for (Field container : containers) {
            for (Field port : container.get("ports").items()) {
                Field number =
                        onHost && !port.get("hostPort").present() ? port.get("containerPort") : port.get("hostPort");
                int open = number.integer(0, 0, 65535);
                if (open > 0) {
                    ports.add(hostPort(port, open));
                }
            }
        }
        return ports;
    }

    private static HostPort hostPort(Field port, int number) {
        String address = port.get("hostIP").text();
        String protocol = port.get("protocol").text();
        return new HostPort(
                address.isEmpty() || address.equals("::") ? HostPort.ANY : address,
                protocol.isEmpty() ? "TCP" : protocol,
                number);
    }
}
