package dev.kerf.objects.convert;

import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Kueue's ClusterQueues, Cohorts and LocalQueues. A cohort becomes a queue that is sure of what its members are and has
 * no more than that; a ClusterQueue becomes a queue in it; a LocalQueue one in the ClusterQueue, for its namespace alone.
 * Flavors are added up, and those whose nodes have one model of GPU say what is claimed of that model.
 */
final class KueueQueues {
    private static final String GPU = "nvidia.com/gpu";
    private static final String MODEL = "nvidia.com/gpu.product";
    private static final String NAMESPACE = "kubernetes.io/metadata.name";
    private final Conversion conversion;
    private final SequencedMap<String, QueueDraft> drafts = new LinkedHashMap<>();
    private final Map<String, String> modelOf = new HashMap<>();
    private final List<Item> flavored = new ArrayList<>();
    private final List<Item> locals = new ArrayList<>();
    /** What the members of a cohort are sure of, beside what it is itself. */
    private final Map<QueueDraft, Map<String, QueueDraft.Claims>> extras = new LinkedHashMap<>();

    KueueQueues(Conversion conversion) {
        this.conversion = conversion;
    }

    void flavor(Item item) {
        Field model = item.root().at("spec", "nodeLabels", MODEL);
        if (model.present()) {
            modelOf.put(item.name(), model.text());
        }
        conversion.unknown(
                item,
                item.root().get("spec"),
                Map.of(
                        "tolerations", "pods bring their own",
                        "topologyName", "name the level on the pods, kerf.dev/topology-required"));
    }

    void cohort(Item item) {
        QueueDraft draft = draft(item.name());
        draft.parent = parent(item, "parentName", "parent");
        weigh(item, draft);
        flavored.add(item);
    }

    void clusterQueue(Item item) {
        QueueDraft draft = draft(item.name());
        draft.parent = parent(item, "cohortName", "cohort");
        if (draft.parent != null) {
            draft(draft.parent);
        }
        Field spec = item.root().get("spec");
        draft.admission = switch (spec.get("stopPolicy").text()) {
            case "Hold" -> "Hold";
            case "HoldAndDrain" -> "Drain";
            default -> null;
        };
        namespaces(item, draft, spec.get("namespaceSelector"));
        conversion.unknown(
                item,
                spec,
                Map.of(
                        "queueingStrategy", "who cannot be served lets others pass and is not starved",
                        "flavorFungibility", "the engine weighs all nodes at once",
                        "preemption", "guarantees are reclaimed and priority preempts within a queue",
                        "admissionChecksStrategy", "there are no admission checks"));
        flavored.add(item);
    }

    void localQueue(Item item) {
        locals.add(item);
    }

    private QueueDraft draft(String name) {
        return drafts.computeIfAbsent(name, QueueDraft::new);
    }

    private static @Nullable String parent(Item item, String now, String before) {
        Field spec = item.root().get("spec");
        Field parent = spec.get(now).present() ? spec.get(now) : spec.get(before);
        return parent.text().isEmpty() ? null : parent.text();
    }

    private void namespaces(Item item, QueueDraft draft, Field selector) {
        if (!selector.present()) {
            conversion.warn(
                    selector, item, "is absent, so no namespace may use the queue; it is converted to everyone");
            return;
        }
        Field name = selector.at("matchLabels", NAMESPACE);
        if (name.present()) {
            draft.namespaces.add(name.text());
        }
        for (Field rule : selector.get("matchExpressions").items()) {
            if (rule.get("key").text().equals(NAMESPACE)
                    && rule.get("operator").text().equals("In")) {
                draft.namespaces.addAll(rule.get("values").list());
            } else {
                conversion.warn(rule, item, "selects namespaces by label; name them in spec.namespaces");
            }
        }
        selector.get("matchLabels").entries().forEach((key, field) -> {
            if (!key.equals(NAMESPACE)) {
                conversion.warn(field, item, "selects namespaces by label; name them in spec.namespaces");
            }
        });
    }

    private void weigh(Item item, QueueDraft draft) {
        Field weight = item.root().at("spec", "fairSharing", "weight");
        if (weight.present()) {
            BigDecimal amount = weight.quantity().amount();
            draft.resources.values().forEach(c -> c.weight = amount);
        }
    }

    /** The queues, once everything is there: flavors may come after the queues that speak of them. */
    List<QueueDraft> drafts() {
        flavored.forEach(this::quotas);
        flavored.forEach(item -> weigh(item, draft(item.name())));
        addUp();
        locals.forEach(this::local);
        return List.copyOf(drafts.values());
    }

    private void quotas(Item item) {
        for (Field group : item.root().at("spec", "resourceGroups").items()) {
            for (Field flavor : group.get("flavors").items()) {
                String model = modelOf.get(flavor.get("name").text());
                for (Field resource : flavor.get("resources").items()) {
                    String name = resource.get("name").text();
                    QueueDraft draft = draft(item.name());
                    add(draft.of(name), resource);
                    if (model != null && name.equals(GPU)) {
                        add(draft.ofModel(model), resource);
                    }
                }
            }
        }
    }

    private static void add(QueueDraft.Claims claims, Field resource) {
        claims.addGuarantee(resource.get("nominalQuota").quantity().amount());
        claims.borrow = sum(claims.borrow, resource.get("borrowingLimit"));
        claims.lend = sum(claims.lend, resource.get("lendingLimit"));
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal before, Field field) {
        if (!field.present()) {
            return before;
        }
        BigDecimal amount = field.quantity().amount();
        return before == null ? amount : before.add(amount);
    }

    /** Cohorts are sure of what their members are; a root has no more than it is sure of. */
    private void addUp() {
        Map<String, QueueDraft> own = new HashMap<>(drafts);
        for (QueueDraft draft : own.values()) {
            List<QueueDraft> passed = new ArrayList<>(List.of(draft));
            for (QueueDraft above = over(draft); above != null && !passed.contains(above); above = over(above)) {
                QueueDraft whole = above;
                passed.add(whole);
                draft.resources.forEach((name, claims) -> extra(whole, name).addGuarantee(claims.sure()));
            }
        }
        extras.forEach(
                (draft, more) -> more.forEach((name, claims) -> draft.of(name).addGuarantee(claims.sure())));
        for (QueueDraft draft : drafts.values()) {
            if (draft.parent == null) {
                draft.resources.values().forEach(c -> c.limit = limit(c));
            }
        }
    }

    private QueueDraft.Claims extra(QueueDraft draft, String resource) {
        return extras.computeIfAbsent(draft, d -> new HashMap<>())
                .computeIfAbsent(resource, r -> new QueueDraft.Claims());
    }

    private @Nullable QueueDraft over(QueueDraft draft) {
        return draft.parent == null || draft.parent.equals(draft.name()) ? null : drafts.get(draft.parent);
    }

    private static Object limit(QueueDraft.Claims claims) {
        BigDecimal sure = claims.sure().stripTrailingZeros();
        return sure.scale() <= 0 ? (Object) sure.longValueExact() : sure.toPlainString();
    }

    private void local(Item item) {
        Field target = item.root().at("spec", "clusterQueue");
        String namespace = item.namespace().isEmpty() ? "default" : item.namespace();
        QueueDraft known = drafts.get(item.name());
        if (known != null && target.text().equals(known.parent)) {
            known.namespaces.add(namespace);
            return;
        }
        String name = known == null ? item.name() : namespace + "-" + item.name();
        if (known != null) {
            conversion.warn(
                    item.root(),
                    item,
                    "becomes queue " + name + ", since " + item.name() + " is taken; label its pods so");
        }
        QueueDraft draft = draft(name);
        draft.parent = target.text();
        draft.namespaces.add(namespace);
    }
}
