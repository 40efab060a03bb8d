package dev.kerf.fakecluster.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.telemetry.Exposition;
import dev.kerf.fakecluster.telemetry.Labels;
import dev.kerf.fakecluster.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which series, labels and metrics there are. */
final class Catalog {
    private final Telemetry telemetry;

    Catalog(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    ArrayNode series(Parameters asked) {
        if (asked.all("match[]").isEmpty()) {
            throw Mistake.badData("no match[] parameter provided");
        }
        ArrayNode all = Trees.array();
        matched(asked).forEach(each -> all.add(Trees.of(each.values())));
        return all;
    }

    private Iterable<Labels> matched(Parameters asked) {
        List<Predicate<Labels>> any = new ArrayList<>();
        asked.all("match[]")
                .forEach(each -> any.add(Matcher.all(Parsing.series(each).matchers())));
        Predicate<Labels> wanted = labels -> any.isEmpty() || any.stream().anyMatch(each -> each.test(labels));
        return telemetry.series(wanted, asked.moment("start", 0), asked.moment("end", telemetry.now()));
    }

    ArrayNode labels(Parameters asked) {
        TreeSet<String> names = new TreeSet<>();
        matched(asked).forEach(each -> names.addAll(each.values().keySet()));
        return texts(names);
    }

    ArrayNode values(String label, Parameters asked) {
        TreeSet<String> values = new TreeSet<>();
        matched(asked).forEach(each -> values.add(each.get(label)));
        values.remove("");
        return texts(values);
    }

    private static ArrayNode texts(Iterable<String> texts) {
        ArrayNode all = Trees.array();
        texts.forEach(all::add);
        return all;
    }

    JsonNode metadata(Parameters asked) {
        @Nullable String one = asked.one("metric").isEmpty() ? null : asked.one("metric");
        ObjectNode all = Trees.object();
        for (Exposition.Metric each : Exposition.known()) {
            if (one == null || one.equals(each.name())) {
                all.putArray(each.name())
                        .addObject()
                        .put("type", each.type())
                        .put("help", each.help())
                        .put("unit", "");
            }
        }
        return all;
    }
}
