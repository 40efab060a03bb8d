package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Drafting;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Rule;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.advise.Target;
import dev.kerf.core.use.Lack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * R25: why costs cannot be told, or not told to anybody: no price, figures that cannot be believed, work of nobody. Each comes with what
 * mends it.
 */
final class Hygiene implements Rule {
    @Override
    public List<Draft> drafts(Scene scene) {
        List<Draft> drafts = new ArrayList<>();
        Prices.unknown(scene)
                .forEach((model, lack) -> drafts.add(draft(
                        lack,
                        model,
                        "GPUs of " + model + " have a price",
                        "machine-named",
                        !model.equals("unknown"),
                        model.equals("unknown")
                                ? "the node names neither its model nor its machine's type, so no price can be given for it"
                                : "a price can be given by the model's name")));
        for (Lack lack : scene.history().lacks()) {
            drafts.add(draft(
                    lack,
                    lack.name(),
                    "figures worth more than %.2f of 1".formatted(lack.worth()),
                    "mend-known",
                    !lack.mend().isEmpty(),
                    lack.mend().isEmpty() ? "what mends it is not known" : "what mends it is known"));
        }
        Owners owners = Owners.of(scene);
        if (owners.nobodys() > 0) {
            drafts.add(owners(owners));
        }
        return drafts;
    }

    private static Draft owners(Owners owners) {
        return draft(
                owners.lack(),
                "owners",
                "all GPUs held are somebody's",
                "more-than-two-percent",
                owners.part() > Owners.LEAST,
                "%s of the GPUs held are of work without an owner's label, this wants more than %s"
                        .formatted(Words.percent(owners.part()), Words.percent(Owners.LEAST)));
    }

    private static Draft draft(Lack lack, String about, String goal, String guard, boolean passes, String message) {
        return Drafting.of(Kind.R25, new Target.OfFleet(about))
                .over(Duration.ZERO)
                .claims(Set.of("lack:" + lack.name() + "/" + about))
                .sees(Observation.fact(lack.message(), lack.worth(), 1, ""))
                .reckons("what is missing, and what mends it", goal)
                .part("lack", lack.name())
                .risks(0, "nobody")
                .guard(guard, passes, message)
                .doing(new Action.Manifest(goal, lack.mend()));
    }
}
