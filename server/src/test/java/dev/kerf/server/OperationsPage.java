package dev.kerf.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of metrics in docs/operations.md. */
final class OperationsPage {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| (counter|gauge|histogram) \\|");

    private OperationsPage() {}

    /**
     * Whether the table names what is told, all of it and nothing else. Those of the Java machine stand for themselves; those
     * of queues are told where there are queues.
     */
    static void listsAll(Scrape scrape) throws IOException {
        SortedMap<String, String> rows = rows();
        SortedMap<String, String> told = scrape.types();
        told.keySet().removeIf(name -> name.startsWith("jvm_") || name.startsWith("process_"));
        rows.remove("kerf_trace_cycles_total");
        if (!told.containsKey("kerf_queue_used")) {
            rows.keySet().removeIf(name -> name.startsWith("kerf_queue_"));
        }
        if (!told.containsKey("kerf_actions_total")) {
            rows.keySet().removeIf(OperationsPage::ofActions);
        }
        assertThat(rows).isEqualTo(told);
    }

    /** The same of what is told of actions. */
    static void listsActions(Scrape scrape) throws IOException {
        SortedMap<String, String> rows = rows();
        rows.keySet().removeIf(name -> !ofActions(name));
        SortedMap<String, String> told = scrape.types();
        told.keySet().removeIf(name -> !ofActions(name));
        assertThat(rows).isNotEmpty().isEqualTo(told);
    }

    private static boolean ofActions(String name) {
        return name.startsWith("kerf_actions_") || name.startsWith("kerf_advice");
    }

    private static SortedMap<String, String> rows() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("kerf.root"), "docs", "operations.md"));
        SortedMap<String, String> rows = new TreeMap<>();
        Matcher matcher = ROW.matcher(page);
        while (matcher.find()) {
            rows.put(matcher.group(1), matcher.group(2));
        }
        return rows;
    }
}
