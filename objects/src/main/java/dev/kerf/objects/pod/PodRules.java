package dev.kerf.objects.pod;

import dev.kerf.core.model.LabelSelector;
import dev.kerf.core.model.Requirement;
import dev.kerf.core.model.Requirement.Operator;
import dev.kerf.core.model.Spread;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.selector.Selectors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What a pod asks of the pods around it: affinity, anti-affinity, spread. */
final class PodRules {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
    private final Field spec;
    private final Map<String, String> labels;

    /** @param labels the pod's own, which {@code matchLabelKeys} refers to */
    PodRules(Field spec, Map<String, String> labels) {
        this.spec = spec;
        this.labels = labels;
    }

    List<TermDraft> near() {
        return required("podAffinity");
    }

    List<TermDraft> away() {
        return required("podAntiAffinity");
    }

    private List<TermDraft> required(String kind) {
        return spec.at("affinity", kind, REQUIRED).items().stream()
                .map(term -> term(0, term))
                .toList();
    }

    List<TermDraft> preferences() {
        List<TermDraft> all = new ArrayList<>();
        for (Field wish : spec.at("affinity", "podAffinity", PREFERRED).items()) {
            all.add(term(weight(wish), wish.get("podAffinityTerm")));
        }
        for (Field wish : spec.at("affinity", "podAntiAffinity", PREFERRED).items()) {
            all.add(term(-weight(wish), wish.get("podAffinityTerm")));
        }
        return all;
    }

    private static int weight(Field wish) {
        return wish.get("weight").integer(1, 1, 100);
    }

    private TermDraft term(int weight, Field term) {
        Field others = term.get("namespaceSelector");
        return new TermDraft(
                weight,
                selector(term),
                new HashSet<>(term.get("namespaces").list()),
                others.present() ? Selectors.labels(others) : null,
                topologyKey(term));
    }

    private static String topologyKey(Field term) {
        Field key = term.get("topologyKey");
        if (key.text().isEmpty()) {
            key.wrong("is missing; name a node label such as kubernetes.io/hostname");
        }
        return key.text();
    }

    /** The term's selector, narrowed to the pod's own values of the labels it lists. */
    private LabelSelector selector(Field term) {
        Field written = term.get("labelSelector");
        LabelSelector selector = Selectors.labels(written);
        if (!written.present()) {
            return selector;
        }
        List<Requirement> all = new ArrayList<>(selector.requirements());
        fold(term.get("matchLabelKeys"), Operator.IN, all);
        fold(term.get("mismatchLabelKeys"), Operator.NOT_IN, all);
        return new LabelSelector(all.stream().distinct().toList());
    }

    private void fold(Field keys, Operator operator, List<Requirement> all) {
        for (String key : keys.list()) {
            String own = labels.get(key);
            if (own != null) {
                all.add(new Requirement(key, operator, List.of(own)));
            }
        }
    }

    List<Spread> spreads() {
        return spec.get("topologySpreadConstraints").items().stream()
                .map(this::spread)
                .toList();
    }

    private Spread spread(Field field) {
        return new Spread(
                field.get("maxSkew").integer(1, 1, Integer.MAX_VALUE),
                topologyKey(field),
                !field.get("whenUnsatisfiable").text().equals("ScheduleAnyway"),
                selector(field),
                field.get("minDomains").integer(1, 1, Integer.MAX_VALUE),
                !field.get("nodeAffinityPolicy").text().equals("Ignore"),
                field.get("nodeTaintsPolicy").text().equals("Honor"));
    }
}
