package dev.kerf.cli;

import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Advised;
import dev.kerf.objects.read.InputException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Advice that a person names, and what was proven together with it. */
final class NamedAdvice {
    private final List<String> ids;
    private final Consumer<String> notes;
    private final Map<String, Advice> known = new LinkedHashMap<>();
    private final Map<String, Advice> chosen = new LinkedHashMap<>();

    /** @param notes told what goes with it */
    NamedAdvice(List<String> ids, Advised advised, Consumer<String> notes) {
        this.ids = ids;
        this.notes = notes;
        Stream.concat(advised.advice().stream(), advised.aside().stream()).forEach(a -> known.put(a.id(), a));
    }

    /**
     * What of it is still to be begun.
     *
     * @param open     what is begun already, and may not be advised any more
     * @param together what was to go with that
     * @throws InputException if there is no such advice
     */
    List<Advice> beside(Set<String> open, Collection<String> together) {
        for (String id : ids) {
            Advice advice = known.get(id);
            if (advice != null) {
                chosen.put(id, advice);
                advice.with().forEach(other -> goesWith(other, id));
            } else if (!open.contains(id)) {
                throw new InputException("there is no advice " + id + "; kerf advise -o name lists what there is");
            }
        }
        together.forEach(other -> goesWith(other, ids.getFirst()));
        return chosen.values().stream().filter(a -> !open.contains(a.id())).toList();
    }

    private void goesWith(String other, String id) {
        Advice advice = known.get(other);
        if (advice != null && chosen.putIfAbsent(other, advice) == null && !ids.contains(other)) {
            notes.accept("kerf: " + other + " was proven together with " + id + " and goes with it");
        }
    }
}
