package dev.kerf.core.advise;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;

/**
 * Has all rules look at a scene. What was measured is read for some workloads, in their order, and all rules that go one by one
 * look at these side by side; of a large scene nothing that was measured is kept but what advice
 * shows, by the hour.
 */
final class Looking {
    /** Workloads whose measurements are in memory at the same time. */
    private static final int SOME = 64;

    private final Scene scene;
    private final List<Rule> rules;

    private Looking(Scene scene, List<Rule> rules) {
        this.scene = scene;
        this.rules = rules;
    }

    /** What they say, rule by rule. */
    static List<Draft> at(Scene scene, List<Rule> rules) {
        return new Looking(scene, rules).drafts();
    }

    /** A rule that goes one by one, and what it has said. */
    private record Party(OneByOne.Look look, List<Draft> said) {}

    private List<Draft> drafts() {
        List<List<Draft>> all = new ArrayList<>();
        List<Party> parties = new ArrayList<>();
        for (Rule rule : rules) {
            List<Draft> said = new ArrayList<>();
            all.add(said);
            if (rule instanceof OneByOne each) {
                parties.add(new Party(each.begin(scene), said));
            }
        }
        look(parties);
        parties.forEach(party -> party.said().addAll(kept(party.look().end())));
        for (int i = 0; i < rules.size(); i++) {
            if (!(rules.get(i) instanceof OneByOne)) {
                all.get(i).addAll(kept(rules.get(i).drafts(scene)));
            }
        }
        return all.stream().flatMap(List::stream).toList();
    }

    /** While some are looked at, the next are read. */
    private void look(List<Party> parties) {
        ForkJoinTask<?> read = reading(0);
        for (int from = 0; from < scene.works().size(); from += SOME) {
            read.join();
            read = reading(from + SOME);
            look(some(from), parties);
        }
    }

    private ForkJoinTask<?> reading(int from) {
        List<Work> some = some(from);
        return ForkJoinPool.commonPool().submit(() -> some.forEach(Work::all));
    }

    private List<Work> some(int from) {
        int count = scene.works().size();
        return scene.works().subList(Math.min(from, count), Math.min(from + SOME, count));
    }

    private void look(List<Work> some, List<Party> parties) {
        List<List<OneByOne.Noted>> noted = some.parallelStream()
                .map(work -> parties.stream()
                        .map(p -> p.look().at(work))
                        .map(this::shown)
                        .toList())
                .toList();
        for (List<OneByOne.Noted> of : noted) {
            IntStream.range(0, parties.size())
                    .forEach(p -> parties.get(p).said().addAll(of.get(p).taken()));
        }
        if (scene.large()) {
            some.forEach(Work::forget);
        }
    }

    private OneByOne.Noted shown(OneByOne.Noted noted) {
        return noted.drafts().isEmpty() ? noted : new OneByOne.Noted(kept(noted.drafts()), noted.keep());
    }

    private List<Draft> kept(List<Draft> drafts) {
        return drafts.stream().map(d -> d.shown(scene)).toList();
    }
}
