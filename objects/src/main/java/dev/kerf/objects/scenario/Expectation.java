package dev.kerf.objects.scenario;

import dev.kerf.objects.read.Origin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario expects of one object at its end. What is absent is not looked at.
 *
 * @param origin    where it is written
 * @param of        {@code pod/NAME}, {@code pod/NAMESPACE/NAME}, {@code work/NAME}, {@code podgroup/NAME} or
 *                  {@code queue/NAME}
 * @param state     running, bound, nominated, pending, never or evicted
 * @param on        the nodes it may stand on; empty: any
 * @param evictions how many evictions it suffers
 * @param code      the code of its reason
 * @param says      its sentence, word for word
 * @param guarantee of a queue, by resource in its smallest unit; what is not named is not looked at
 * @param share     of a queue, the same
 * @param used      of a queue, the same
 * @param pending   how many pods of a queue wait
 */
public record Expectation(
        Origin origin,
        String of,
        @Nullable String state,
        List<String> on,
        @Nullable Integer evictions,
        @Nullable String code,
        @Nullable String says,
        Map<String, Long> guarantee,
        Map<String, Long> share,
        Map<String, Long> used,
        @Nullable Integer pending) {
    public Expectation {
        on = List.copyOf(on);
        guarantee = Map.copyOf(guarantee);
        share = Map.copyOf(share);
        used = Map.copyOf(used);
    }
}
