package dev.kerf.kube.schedule;

import dev.kerf.core.plan.Policy;
import dev.kerf.kube.reserve.ReservationForm;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What a scheduler is told by whoever runs it.
 *
 * @param name   whose pods it places, {@code spec.schedulerName}
 * @param policy how
 * @param seed   for what the policy leaves to chance
 * @param clock  the time
 * @param log    takes sentences for the person who runs it
 * @param form   what the pods look like that hold GPUs for those who share them
 */
public record Settings(
        String name, Policy policy, long seed, InstantSource clock, Consumer<String> log, ReservationForm form) {
    public Settings(String name, Policy policy, long seed, InstantSource clock, Consumer<String> log) {
        this(name, policy, seed, clock, log, ReservationForm.USUAL);
    }
}
