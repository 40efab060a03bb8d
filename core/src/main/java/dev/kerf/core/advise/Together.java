package dev.kerf.core.advise;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What advice that nothing stops comes to when all of it is followed: planned together, one proof after the other, and what
 * then has no place left out.
 *
 * @param followed what has a place, in the order it was added
 * @param change  all of it
 * @param benefit of all of it
 */
record Together(List<Advice> followed, WhatIf change, Benefit benefit) {
    private static final double HOURS = 24;
    private static final int FEW = 16;

    static Together of(List<Advice> chosen, Proving proving) {
        Together nothing = new Together(List.of(), WhatIf.NONE, proving.of(WhatIf.NONE, 0));
        return nothing.with(proofs(chosen), proving);
    }

    /** With as many of these as have a place. Where they are many all are tried at once, then halves of them. */
    private Together with(List<List<Advice>> proofs, Proving proving) {
        if (proofs.size() <= FEW) {
            Together now = this;
            for (List<Advice> proof : proofs) {
                Together more = now.and(proof, proving);
                now = more == null ? now : more;
            }
            return now;
        }
        Together all = and(proofs.stream().flatMap(List::stream).toList(), proving);
        int half = proofs.size() / 2;
        return all != null
                ? all
                : with(proofs.subList(0, half), proving).with(proofs.subList(half, proofs.size()), proving);
    }

    /** With these besides; null: not all would have a place. */
    private @Nullable Together and(List<Advice> proof, Proving proving) {
        List<Advice> both = new ArrayList<>(followed);
        both.addAll(proof);
        List<WhatIf> changes = new ArrayList<>(List.of(change));
        proof.forEach(advice -> changes.add(advice.draft().change()));
        WhatIf more = WhatIf.all(changes);
        double hours = both.stream().mapToDouble(a -> a.draft().gpuHours()).reduce(0, Double::sum);
        Benefit tried = proving.of(more, hours / HOURS);
        return tried.placed() ? new Together(both, more, tried) : null;
    }

    /** Advice that nothing stops; what was proven together stays together, or falls where some of it is stopped. */
    private static List<List<Advice>> proofs(List<Advice> chosen) {
        Map<Set<String>, List<Advice>> proofs = new LinkedHashMap<>();
        for (Advice advice : chosen) {
            Set<String> ids = new HashSet<>(advice.with());
            ids.add(advice.id());
            proofs.computeIfAbsent(ids, k -> new ArrayList<>()).add(advice);
        }
        return proofs.values().stream()
                .filter(p -> p.size() == p.getFirst().with().size() + 1)
                .filter(p -> p.stream().allMatch(Advice::clear))
                .toList();
    }
}
