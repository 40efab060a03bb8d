package dev.kerf.kube.act;

import dev.kerf.core.advise.Guard;
import dev.kerf.objects.read.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Guards as an annotation has them: {@code {"advice":…,"guards":[{"name":…,"pass":…,"message":…}]}}. */
final class Notes {
    private Notes() {}

    static String json(String advice, List<Guard> guards) {
        List<Map<String, Object>> list = guards.stream().map(Notes::tree).toList();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("advice", advice);
        tree.put("guards", list);
        return Writer.text(tree);
    }

    private static Map<String, Object> tree(Guard guard) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", guard.name());
        tree.put("pass", guard.passes());
        tree.put("message", guard.message());
        return tree;
    }

    /** The advice and the names of what stops it: sentences with the time in them are no news. */
    static String stops(String annotation) {
        Field said = PeopleGuards.json(annotation);
        return said == null
                ? ""
                : said.get("advice").text() + " "
                        + said.get("guards").items().stream()
                                .filter(guard -> !guard.get("pass").flag())
                                .map(guard -> guard.get("name").text())
                                .collect(Collectors.joining(","));
    }
}
