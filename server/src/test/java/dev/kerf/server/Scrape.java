package dev.kerf.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one look at the metrics found.
 *
 * @param text in Prometheus' format
 */
record Scrape(String text) {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");

    /** What a Kerf answers that was told to. */
    static Scrape of(Running running) {
        URI uri = URI.create(String.valueOf(running.answers()) + "/metrics");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new Scrape(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** The sum of the samples of that name that have these labels, given as name, value, name, value …; NaN: none. */
    double value(String name, String... labels) {
        double sum = 0;
        boolean found = false;
        for (String line : text.split("\n")) {
            if (line.startsWith(name + "{") || line.startsWith(name + " ")) {
                boolean fits = true;
                for (int i = 0; i < labels.length; i += 2) {
                    fits &= line.contains(labels[i] + "=\"" + labels[i + 1] + "\"");
                }
                if (fits) {
                    found = true;
                    sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
                }
            }
        }
        return found ? sum : Double.NaN;
    }

    /** The type of each metric, by name. */
    SortedMap<String, String> types() {
        SortedMap<String, String> types = new TreeMap<>();
        Matcher matcher = TYPE.matcher(text);
        while (matcher.find()) {
            types.put(matcher.group(1), matcher.group(2));
        }
        return types;
    }
}
