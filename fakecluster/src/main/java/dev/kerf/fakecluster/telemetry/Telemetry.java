package dev.kerf.fakecluster.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Change;
import dev.kerf.fakecluster.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches the cluster and knows at any time what its exporters tell, now and before. Changes are noted as they come and
 * thought about when somebody asks.
 */
public final class Telemetry implements Store.Listener {
    /** Annotation: what is told of the object was told so long before it was there. */
    static final String TOLD_FOR = "kerf.dev/told-for";

    private static final int MOST_NOTED = 4096;
    private static final String METADATA = "metadata";
    private static final String ANNOTATIONS = "annotations";
    private final InstantSource clock;
    private final long interval;
    private final Consumer<String> log;
    private final Chronicle chronicle = new Chronicle();
    private final Deque<Noted> noted = new ArrayDeque<>();
    private final Map<String, Tenant> tenants = new HashMap<>();
    private final Cards cards = new Cards(chronicle);

    private record Noted(String resource, Change change, long at) {}

    /**
     * Begins with nothing told.
     *
     * @param interval between two scrapes; they are at whole multiples of it
     * @param log      takes what makes no sense in annotations
     */
    public Telemetry(InstantSource clock, Duration interval, Consumer<String> log) {
        this.clock = clock;
        this.interval = interval.toMillis();
        this.log = log;
    }

    @Override
    public synchronized void changed(String resource, Change change) {
        if (resource.equals("pods") || ObjectSeries.tells(resource)) {
            noted.add(new Noted(resource, change, clock.millis()));
            if (noted.size() > MOST_NOTED) {
                catchUp();
            }
        }
    }

    private void catchUp() {
        for (Noted each = noted.poll(); each != null; each = noted.poll()) {
            JsonNode object = each.change().after().tree();
            String source = each.resource() + "/" + each.change().after().key();
            if (each.resource().equals("pods")) {
                pod(source, object, each.change().gone(), each.at());
            } else {
                object(each, source, object);
            }
        }
    }

    private void object(Noted noted, String source, JsonNode object) {
        boolean gone = noted.change().gone();
        boolean first = noted.change().before() == null;
        long from = first ? noted.at() - toldFor(source, object) : noted.at();
        chronicle.tell(
                source,
                gone ? Map.of() : ObjectSeries.of(noted.resource(), object).series(),
                from);
        if (noted.resource().equals("nodes")) {
            cards.node(object, gone, from);
        }
    }

    private void pod(String source, JsonNode pod, boolean gone, long at) {
        @Nullable Tenant before = tenants.get(source);
        @Nullable Tenant after = gone ? null : tenant(source, pod, before, at);
        if (after == null) {
            tenants.remove(source);
            chronicle.tell(source, Map.of(), at);
        } else {
            tenants.put(source, after);
            long from = before == null || !before.running() ? Math.min(after.from(), at) : at;
            chronicle.tell(source, PodSeries.of(pod, after.load(), after.from()).series(), from);
        }
        cards.tenant(source, before, after, at);
    }

    private Tenant tenant(String source, JsonNode pod, @Nullable Tenant before, long at) {
        String text = Trees.text(pod, METADATA, ANNOTATIONS, Load.ANNOTATION);
        Load load = before != null
                        && Trees.text(before.pod(), METADATA, ANNOTATIONS, Load.ANNOTATION)
                                .equals(text)
                ? before.load()
                : load(source, text);
        boolean begins = before == null || !before.running();
        return new Tenant(pod, load, before != null && !begins ? before.from() : at - toldFor(source, pod));
    }

    private Load load(String source, String text) {
        try {
            return Load.parse(text, source.hashCode());
        } catch (IllegalArgumentException wrong) {
            log.accept(source + ": " + Load.ANNOTATION + ": " + wrong.getMessage() + "; it is passed over");
            return Load.NONE;
        }
    }

    private long toldFor(String source, JsonNode object) {
        String own = Trees.text(object, METADATA, ANNOTATIONS, TOLD_FOR);
        String text = own.isEmpty() ? Trees.text(object, "spec", "template", METADATA, ANNOTATIONS, TOLD_FOR) : own;
        try {
            return text.isEmpty() ? 0 : Load.span(text).toMillis();
        } catch (IllegalArgumentException wrong) {
            log.accept(source + ": " + TOLD_FOR + ": " + wrong.getMessage() + "; it is passed over");
            return 0;
        }
    }

    /** The moment of the last scrape. */
    public long lastScrape() {
        return Math.floorDiv(clock.millis(), interval) * interval;
    }

    /** Now, in milliseconds. */
    public long now() {
        return clock.millis();
    }

    /** What was scraped between two moments, those included, of the series that are wanted. */
    public synchronized Collection<Samples> scraped(Predicate<Labels> wanted, long from, long to) {
        catchUp();
        long first = -Math.floorDiv(-from, interval) * interval;
        int count = (int) Math.max(0, Math.floorDiv(Math.min(to, clock.millis()) - first, interval) + 1);
        Map<Labels, Samples> series = new TreeMap<>();
        spells(wanted, first, first + (count - 1) * interval).forEach(spell -> series.computeIfAbsent(
                        spell.labels(), labels -> Samples.none(labels, first, interval, count))
                .put(spell));
        return series.values();
    }

    /**
     * What the last scrape by each of some moments had of the series that are wanted. Moments in the future had none.
     *
     * @param start the first moment
     * @param step  between two moments, a whole multiple of the interval between two scrapes
     * @param count how many
     */
    public synchronized Collection<Samples> sampled(Predicate<Labels> wanted, long start, long step, int count) {
        catchUp();
        long first = Math.floorDiv(start, interval) * interval;
        Map<Labels, Samples> series = new TreeMap<>();
        spells(wanted, first, first + (count - 1) * step).forEach(spell -> series.computeIfAbsent(
                        spell.labels(), labels -> Samples.none(labels, first, step, count))
                .put(spell));
        return series.values();
    }

    /** Between two scrapes, in milliseconds. */
    public long interval() {
        return interval;
    }

    /** The series that told anything between two moments. */
    public synchronized Collection<Labels> series(Predicate<Labels> wanted, long from, long to) {
        catchUp();
        return spells(wanted, from, to).map(Spell::labels).sorted().distinct().toList();
    }

    private Stream<Spell> spells(Predicate<Labels> wanted, long from, long to) {
        return chronicle.spells(each -> each.from() <= to && each.to() > from && wanted.test(each.labels()));
    }

    /** What an exporter tells, as of the last scrape, in Prometheus' text format. */
    public synchronized String exposition(Exporter exporter) {
        catchUp();
        long at = lastScrape();
        List<Spell> spells = new ArrayList<>(chronicle
                .spells(each -> each.exporter() == exporter && each.covers(at))
                .toList());
        return Exposition.text(spells, at);
    }
}
