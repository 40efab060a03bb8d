package dev.kerf.core.advise;

import java.util.ArrayList;
import java.util.List;

/**
 * Has all rules look at a scene. Each workload is looked at by all that go one by one before the next; of a large scene nothing
 * that was measured is kept but what advice shows, by the hour.
 */
final class Looking {
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
        scene.works().forEach(work -> look(work, parties));
        parties.forEach(party -> party.said().addAll(kept(party.look().end())));
        for (int i = 0; i < rules.size(); i++) {
            if (!(rules.get(i) instanceof OneByOne)) {
                all.get(i).addAll(kept(rules.get(i).drafts(scene)));
            }
        }
        return all.stream().flatMap(List::stream).toList();
    }

    private void look(Work work, List<Party> parties) {
        parties.forEach(party -> party.said().addAll(kept(party.look().at(work))));
        if (scene.large()) {
            work.forget();
        }
    }

    private List<Draft> kept(List<Draft> drafts) {
        return drafts.stream().map(d -> d.shown(scene)).toList();
    }
}
