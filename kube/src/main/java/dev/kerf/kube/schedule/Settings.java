package dev.kerf.kube.schedule;

import dev.kerf.core.plan.Policy;
import dev.kerf.kube.reserve.ReservationForm;
import dev.kerf.objects.Pool;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a scheduler is told by whoever runs it.
 *
 * @param name   whose pods it places, {@code spec.schedulerName}; null, of a shadow only: Kerf's and the default one's
 * @param pool   the nodes it places them on
 * @param policy how
 * @param seed   for what the policy leaves to chance
 * @param clock  the time
 * @param log    takes sentences for the person who runs it
 * @param form   what the pods look like that hold GPUs for those who share them
 */
public record Settings(
        @Nullable String name,
        Pool pool,
        Policy policy,
        long seed,
        InstantSource clock,
        Consumer<String> log,
        ReservationForm form) {}
