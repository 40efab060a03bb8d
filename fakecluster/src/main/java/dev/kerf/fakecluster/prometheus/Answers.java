package dev.kerf.fakecluster.prometheus;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kerf.fakecluster.prometheus.Expression.Selector;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.telemetry.Exposition;
import dev.kerf.fakecluster.telemetry.Labels;
import dev.kerf.fakecluster.telemetry.Samples;
import dev.kerf.fakecluster.telemetry.Telemetry;
import java.math.BigDecimal;
import java.util.Map;

/** Answers to queries, in Prometheus' JSON. */
final class Answers {
    private static final int MOST_POINTS = 11_000;
    private final Telemetry telemetry;

    Answers(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    ObjectNode instant(Parameters asked) {
        Expression expression = Parsing.expression(asked.wanted("query"));
        long at = asked.moment("time", telemetry.now());
        Evaluation evaluation = new Evaluation(telemetry, at, 1, 1);
        ArrayNode result = Trees.array();
        if (expression instanceof Selector selector && selector.range() > 0) {
            evaluation.scraped(selector).forEach(each -> raw(result, each, selector, at));
            return data("matrix", result);
        }
        evaluation.values(expression).forEach((labels, values) -> {
            if (!Double.isNaN(values[0])) {
                point(metric(result, labels).putArray("value"), at, values[0]);
            }
        });
        return data("vector", result);
    }

    private static void raw(ArrayNode result, Samples samples, Selector selector, long at) {
        long to = at - selector.offset();
        Span span = Span.of(samples, to, selector.range());
        if (span.values().length > 0) {
            ArrayNode values = metric(result, samples.labels()).putArray("values");
            for (int i = 0; i < span.values().length; i++) {
                point(values.addArray(), span.moments()[i], span.values()[i]);
            }
        }
    }

    ObjectNode range(Parameters asked) {
        asked.wanted("start");
        asked.wanted("end");
        long start = asked.moment("start", 0);
        long end = asked.moment("end", 0);
        long step = asked.step();
        if (end < start) {
            throw Mistake.badData("invalid parameter \"end\": end timestamp must not be before start time");
        }
        if ((end - start) / step > MOST_POINTS) {
            throw Mistake.badData(
                    "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query"
                            + " resolution (?step=XX)");
        }
        Expression expression = Parsing.expression(asked.wanted("query"));
        if (expression instanceof Selector selector && selector.range() > 0) {
            throw Mistake.badData(
                    "invalid expression type \"range vector\" for range query, must be Scalar or instant Vector");
        }
        return matrix(new Evaluation(telemetry, start, step, (int) ((end - start) / step) + 1), expression);
    }

    private static ObjectNode matrix(Evaluation evaluation, Expression expression) {
        ArrayNode result = Trees.array();
        for (Map.Entry<Labels, double[]> each : evaluation.values(expression).entrySet()) {
            ArrayNode points = Trees.array();
            for (int i = 0; i < each.getValue().length; i++) {
                if (!Double.isNaN(each.getValue()[i])) {
                    point(points.addArray(), evaluation.start() + i * evaluation.step(), each.getValue()[i]);
                }
            }
            if (!points.isEmpty()) {
                metric(result, each.getKey()).set("values", points);
            }
        }
        return data("matrix", result);
    }

    private static ObjectNode metric(ArrayNode result, Labels labels) {
        ObjectNode series = result.addObject();
        series.set("metric", Trees.of(labels.values()));
        return series;
    }

    private static void point(ArrayNode point, long millis, double value) {
        BigDecimal seconds = BigDecimal.valueOf(millis, 3).stripTrailingZeros();
        point.add(seconds.scale() < 0 ? seconds.setScale(0) : seconds).add(Exposition.number(value));
    }

    private static ObjectNode data(String type, ArrayNode result) {
        ObjectNode data = Trees.object().put("resultType", type);
        data.set("result", result);
        return data;
    }
}
