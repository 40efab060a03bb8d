package dev.kerf.objects.pod;

import dev.kerf.core.model.LabelSelector;
import dev.kerf.core.model.PodTerm;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A pod affinity term whose namespaces are not all known yet.
 *
 * @param weight     1 to 100 to be near, −1 to −100 to be away; 0 for a required term
 * @param selector   the pods, by label
 * @param namespaces named outright; with no namespace selector either, the pod's own
 * @param others     chosen by their labels; null: none
 */
record TermDraft(
        int weight,
        LabelSelector selector,
        Set<String> namespaces,
        @Nullable LabelSelector others,
        String topologyKey) {
    PodTerm finish(String ownNamespace, Namespaces known) {
        Set<String> all = new TreeSet<>(namespaces);
        if (others != null) {
            all.addAll(known.matching(others));
        } else if (namespaces.isEmpty()) {
            all.add(ownNamespace);
        }
        return new PodTerm(selector, all, topologyKey);
    }
}
