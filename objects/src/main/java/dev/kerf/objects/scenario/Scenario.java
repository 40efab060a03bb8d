package dev.kerf.objects.scenario;

import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Conduct;
import dev.kerf.objects.ReadResult;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Origin;
import java.util.List;
import java.util.Map;

/**
 * A cluster, and what is expected to become of it.
 *
 * @param origin       where it is written
 * @param name         in few words
 * @param about        one sentence
 * @param given        the cluster it begins with
 * @param objects      what it is made of, short forms written out
 * @param work         the pods of each work of a short form, by the work's name
 * @param conduct      how a cycle conducts itself
 * @param rounds       cycles to play; at least 1
 * @param expectations checked after the last
 */
public record Scenario(
        Origin origin,
        String name,
        String about,
        ReadResult given,
        List<Item> objects,
        Map<String, List<TaskId>> work,
        Conduct conduct,
        int rounds,
        List<Expectation> expectations) {
    public Scenario {
        objects = List.copyOf(objects);
        work = Map.copyOf(work);
        expectations = List.copyOf(expectations);
    }
}
