package dev.kerf.kube.schedule;

import dev.kerf.core.plan.Policy;
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
 */
public record Settings(String name, Policy policy, long seed, InstantSource clock, Consumer<String> log) {}
