package dev.kerf.core.advise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What advice that nothing stops comes to when all of it is followed: planned together, one proof after the other, and what
 * then has no place left out.
 *
 * @param followed what has a place, in the order it was added
 * @param change  all of it
 * @param benefit of all of it
 */
record Together(List<Advice> followed, Change change, Benefit benefit) {
    private static final double HOURS = 24;

    static Together of(List<Advice> chosen, Proving proving) {
        List<Advice> followed = new ArrayList<>();
        Change all = Change.NONE;
        double partly = 0;
        Benefit benefit = proving.of(all, 0);
        for (List<Advice> proof : proofs(chosen)) {
            Change more = all;
            double hours = partly;
            for (Advice advice : proof) {
                more = more.and(advice.draft().change());
                hours += advice.draft().gpuHours();
            }
            Benefit tried = proving.of(more, hours / HOURS);
            if (tried.placed()) {
                followed.addAll(proof);
                all = more;
                partly = hours;
                benefit = tried;
            }
        }
        return new Together(followed, all, benefit);
    }

    /** Advice that nothing stops; what was proven together stays together, or falls where some of it is stopped. */
    private static List<List<Advice>> proofs(List<Advice> chosen) {
        Map<String, List<Advice>> proofs = new LinkedHashMap<>();
        for (Advice advice : chosen) {
            TreeSet<String> ids = new TreeSet<>(advice.with());
            ids.add(advice.id());
            proofs.computeIfAbsent(ids.toString(), k -> new ArrayList<>()).add(advice);
        }
        return proofs.values().stream()
                .filter(p -> p.size() == p.getFirst().with().size() + 1)
                .filter(p -> p.stream().allMatch(Advice::clear))
                .toList();
    }
}
