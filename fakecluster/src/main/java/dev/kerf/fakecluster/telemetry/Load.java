package dev.kerf.fakecluster.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.objects.quantity.Quantity;
import dev.kerf.objects.quantity.QuantityException;
import dev.kerf.objects.quantity.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a pod uses, as its annotation says: {@code {gpu: [0.1, 0.7], gpuMemory: 12Gi, every: 24h}}.
 *
 * @param gpu       of each card it holds, the part of the multiprocessors it keeps busy
 * @param gpuMemory bytes of each card
 * @param cpu       cores
 * @param memory    bytes
 * @param onCards   so many of its cards are used, the first ones; the others hold nothing
 */
record Load(Wave gpu, Wave gpuMemory, Wave cpu, Wave memory, int onCards) {
    static final String ANNOTATION = "kerf.dev/load";
    static final Load NONE = new Load(Wave.NONE, Wave.NONE, Wave.NONE, Wave.NONE, Integer.MAX_VALUE);
    private static final Set<String> WORDS = Set.of("gpu", "gpuMemory", "cpu", "memory", "every", "jitter", "onCards");
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * The load that a text means, nothing for an empty one.
     *
     * @param seed for what strays
     * @throws IllegalArgumentException if it means none; the message says why
     */
    static Load parse(String text, long seed) {
        if (text.isBlank()) {
            return NONE;
        }
        JsonNode form = form(text);
        for (var each : form.properties()) {
            if (!WORDS.contains(each.getKey())) {
                throw new IllegalArgumentException("“" + each.getKey() + "” is not known; write "
                        + String.join(", ", WORDS.stream().sorted().toList()));
            }
        }
        Duration every = span(form.path("every").asText("24h"));
        double jitter = Math.min(1, number(form.path("jitter").asText("0")));
        return new Load(
                wave(form.path("gpu"), every, jitter, seed),
                wave(form.path("gpuMemory"), every, 0, seed),
                wave(form.path("cpu"), every, jitter, seed),
                wave(form.path("memory"), every, 0, seed),
                form.has("onCards") ? (int) number(form.path("onCards").asText()) : Integer.MAX_VALUE);
    }

    private static JsonNode form(String text) {
        try {
            List<JsonNode> all = Trees.readAll(text);
            if (all.size() == 1 && all.getFirst().isObject()) {
                return all.getFirst();
            }
        } catch (YamlEngineException broken) {
            throw new IllegalArgumentException("is not YAML: " + broken.getMessage(), broken);
        }
        throw new IllegalArgumentException("is no map; write such as {gpu: 0.4, gpuMemory: 12Gi}");
    }

    private static Wave wave(JsonNode value, Duration every, double jitter, long seed) {
        List<Double> points = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> points.add(number(each.asText())));
        } else if (!value.isMissingNode()) {
            points.add(number(value.asText()));
        }
        return points.isEmpty() ? Wave.NONE : new Wave(points, every.toMillis(), jitter, seed);
    }

    private static double number(String text) {
        try {
            double number = Quantity.parse(text).amount().doubleValue();
            if (number >= 0) {
                return number;
            }
        } catch (QuantityException none) {
            throw new IllegalArgumentException(none.problem(), none);
        }
        throw new IllegalArgumentException(text + " is below zero");
    }

    /** Not below a second. */
    static Duration span(String text) {
        Duration span = text.matches("[0-9]{1,5}d")
                ? DAY.multipliedBy(Long.parseLong(text.replace("d", "")))
                : Times.parse(text);
        if (span == null || span.toSeconds() < 1) {
            throw new IllegalArgumentException("“" + text + "” is no length of time; write such as 30m, 24h or 7d");
        }
        return span;
    }
}
