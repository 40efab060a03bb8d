package dev.kerf.objects.pod;

import dev.kerf.core.model.PodPreference;
import dev.kerf.core.model.PodTerm;
import java.util.List;

/** The pod affinity of a pod, now that the namespaces are known. */
public record PodTerms(PodDraft pod, Namespaces known) {
    public List<PodTerm> near() {
        return finished(pod.spec().near());
    }

    public List<PodTerm> away() {
        return finished(pod.spec().away());
    }

    public List<PodPreference> wishes() {
        return pod.spec().wishes().stream()
                .map(term -> new PodPreference(term.weight(), term.finish(pod.namespace(), known)))
                .toList();
    }

    private List<PodTerm> finished(List<TermDraft> terms) {
        return terms.stream().map(term -> term.finish(pod.namespace(), known)).toList();
    }
}
