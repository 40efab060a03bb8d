package dev.kerf.core.model;

import org.jspecify.annotations.Nullable;

/**
 * A task's permission to stand on a tainted node, by Kubernetes' rules.
 *
 * @param key      taint key; empty with {@code exists}: every taint
 * @param exists   any value will do
 * @param value    the value that must be equal unless {@code exists}
 * @param effect   the effect tolerated; null: all effects
 */
public record Toleration(String key, boolean exists, String value, Taint.@Nullable Effect effect) {
    public boolean tolerates(Taint taint) {
        if (effect != null && effect != taint.effect()) {
            return false;
        }
        if (key.isEmpty()) {
            return exists;
        }
        return key.equals(taint.key()) && (exists || value.equals(taint.value()));
    }
}
