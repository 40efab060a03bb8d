package dev.kerf.server.log;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Writes events that matter enough, each as one line of named values. Safe for use by several threads. */
public final class EventLog {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private final LogFormat format;
    private final Level least;
    private final InstantSource clock;
    private final Consumer<String> lines;

    /**
     * A log of all events that matter as much as this, or more.
     *
     * @param lines takes each line, without its end
     */
    public EventLog(LogFormat format, Level least, InstantSource clock, Consumer<String> lines) {
        this.format = format;
        this.least = least;
        this.clock = clock;
        this.lines = lines;
    }

    /** Whether such events are written. */
    public boolean writes(Level level) {
        return level.compareTo(least) <= 0;
    }

    /**
     * Something happened.
     *
     * @param event          one word: {@code bound}
     * @param namesAndValues name, value, name, value …
     */
    public void say(Level level, String event, Object... namesAndValues) {
        if (writes(level)) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("time", MILLIS.format(clock.instant()));
            fields.put("level", level.name().toLowerCase(Locale.ROOT));
            fields.put("event", event);
            for (int i = 0; i < namesAndValues.length; i += 2) {
                fields.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
            }
            lines.accept(format.line(fields));
        }
    }
}
