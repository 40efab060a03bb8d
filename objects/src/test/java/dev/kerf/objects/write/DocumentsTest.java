package dev.kerf.objects.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Documents for people read the same in each process. */
class DocumentsTest {
    @Test
    void mapsThatKeepNoOrderAreWrittenByKey() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", "List");
        tree.put("items", List.of(Map.of("e", 5, "d", 4, "c", 3, "b", 2, "a", 1)));

        assertThat(Documents.yaml(tree)).isEqualTo("""
                kind: List
                items:
                - a: 1
                  b: 2
                  c: 3
                  d: 4
                  e: 5""");
        assertThat(Documents.json(tree).replaceAll("\\s", ""))
                .isEqualTo("{\"kind\":\"List\",\"items\":[{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5}]}");
    }
}
