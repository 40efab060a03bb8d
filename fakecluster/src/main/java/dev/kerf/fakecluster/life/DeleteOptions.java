package dev.kerf.fakecluster.life;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.schema.Trees;
import org.jspecify.annotations.Nullable;

/**
 * How to delete.
 *
 * @param grace   seconds; null: the object's own
 * @param uid     only this very object; empty: whichever
 * @param version only this state of it; empty: whichever
 * @param policy  {@code Background}, {@code Foreground}, {@code Orphan}; empty: Background
 */
public record DeleteOptions(@Nullable Long grace, String uid, String version, String policy, boolean dryRun) {
    public static final DeleteOptions PLAIN = new DeleteOptions(null, "", "", "", false);
    public static final DeleteOptions NOW = new DeleteOptions(0L, "", "", "", false);

    /** Those of a body. */
    public static DeleteOptions of(JsonNode body) {
        JsonNode grace = body.path("gracePeriodSeconds");
        boolean orphans = body.path("orphanDependents").asBoolean(false);
        return new DeleteOptions(
                grace.isNumber() ? grace.asLong() : null,
                Trees.text(body, "preconditions", "uid"),
                Trees.text(body, "preconditions", "resourceVersion"),
                orphans ? "Orphan" : Trees.text(body, "propagationPolicy"),
                !body.path("dryRun").isEmpty());
    }
}
