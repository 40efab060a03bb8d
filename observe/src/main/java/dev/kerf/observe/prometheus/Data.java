package dev.kerf.observe.prometheus;

import static dev.kerf.observe.prometheus.Envelope.expect;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The forms that {@code data} has. */
final class Data {
    private Data() {}

    /** What a range query says, on the steps of the range. */
    static List<Series> matrix(JsonParser json, Range range) throws IOException {
        List<Series> all = new ArrayList<>();
        results(json, item -> all.add(series(item, range)));
        return all;
    }

    /** What an instant query says. */
    static List<Sample> samples(JsonParser json) throws IOException {
        List<Sample> all = new ArrayList<>();
        results(json, item -> flat(item, all));
        return all;
    }

    /** Sets of labels. */
    static List<Labels> sets(JsonParser json) throws IOException {
        List<Labels> all = new ArrayList<>();
        expect(json, json.currentToken(), JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            all.add(labels(json));
        }
        return all;
    }

    @FunctionalInterface
    private interface Item {
        void read(JsonParser json) throws IOException;
    }

    private static void results(JsonParser json, Item item) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_OBJECT);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("result") && json.currentToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    item.read(json);
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private static Series series(JsonParser json, Range range) throws IOException {
        Labels labels = new Labels(Map.of());
        float[] values = new float[range.count()];
        boolean[] absent = new boolean[range.count()];
        Arrays.fill(values, Float.NaN);
        Arrays.fill(absent, true);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "metric" -> labels = labels(json);
                case "values" -> points(json, range, values, absent);
                default -> json.skipChildren();
            }
        }
        return new Series(labels, values, absent);
    }

    private static void points(JsonParser json, Range range, float[] values, boolean[] absent) throws IOException {
        while (json.nextToken() == JsonToken.START_ARRAY) {
            long millis = millis(json);
            int at = range.asked(millis);
            if (at < 0 || at >= values.length) {
                throw new JsonParseException(
                        json, "tells of " + Instant.ofEpochMilli(millis) + ", which was not asked");
            }
            values[at] = (float) value(json);
            absent[at] = false;
        }
    }

    private static void flat(JsonParser json, List<Sample> all) throws IOException {
        Labels labels = new Labels(Map.of());
        List<Sample> samples = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "metric" -> labels = labels(json);
                case "value" -> samples.add(sample(json));
                case "values" -> {
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        samples.add(sample(json));
                    }
                }
                default -> json.skipChildren();
            }
        }
        for (Sample each : samples) {
            all.add(new Sample(labels, each.moment(), each.value()));
        }
    }

    private static Sample sample(JsonParser json) throws IOException {
        Instant moment = Instant.ofEpochMilli(millis(json));
        return new Sample(new Labels(Map.of()), moment, value(json));
    }

    private static long millis(JsonParser json) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue() * 1000;
        }
        expect(json, token, JsonToken.VALUE_NUMBER_FLOAT);
        return Math.round(json.getDoubleValue() * 1000);
    }

    private static double value(JsonParser json) throws IOException {
        expect(json, json.nextToken(), JsonToken.VALUE_STRING);
        double value = number(json);
        expect(json, json.nextToken(), JsonToken.END_ARRAY);
        return value;
    }

    private static double number(JsonParser json) throws IOException {
        String text = json.getText();
        try {
            return switch (text) {
                case "+Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException none) {
            throw new JsonParseException(json, "has “" + text + "” where a number is wanted", none);
        }
    }

    private static Labels labels(JsonParser json) throws IOException {
        expect(json, json.currentToken(), JsonToken.START_OBJECT);
        Map<String, String> labels = new TreeMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            labels.put(name, json.getValueAsString(""));
        }
        return new Labels(labels);
    }
}
