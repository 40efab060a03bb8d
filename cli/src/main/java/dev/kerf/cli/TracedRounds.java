package dev.kerf.cli;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.plan.Rounds;
import dev.kerf.core.worth.Outlook;
import dev.kerf.objects.cycle.CycleFolder;
import dev.kerf.objects.cycle.SavedCycle;
import dev.kerf.objects.read.InputException;
import dev.kerf.sim.kerf.NotedPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Rounds of which each is saved as a cycle. */
final class TracedRounds {
    private TracedRounds() {}

    /**
     * Plays the rounds.
     *
     * @throws InputException if a cycle cannot be saved
     */
    static Rounds play(Cluster start, Policy policy, int count, String scheduler, CycleFolder folder) {
        NotedPolicy noted = new NotedPolicy(policy);
        List<Plan> plans = new ArrayList<>();
        Cluster cluster = start;
        for (int round = 1; round <= count; round++) {
            Rounds one = Rounds.play(cluster, noted, 0, 1);
            Plan plan = one.plans().getFirst();
            Outlook outlook = noted.outlook();
            if (outlook == null) {
                throw new InputException("this policy cannot be saved; leave --trace out");
            }
            save(new SavedCycle(Main.version(), scheduler, round, 0, outlook, noted.conduct(), cluster, plan), folder);
            plans.add(plan);
            cluster = one.end();
        }
        return new Rounds(plans, cluster);
    }

    private static void save(SavedCycle cycle, CycleFolder folder) {
        try {
            folder.save(cycle);
        } catch (IOException broken) {
            throw new InputException("cycle " + cycle.number() + " cannot be saved: " + broken.getMessage());
        }
    }
}
