package dev.kerf.objects.read;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML that is passed on as it stands: maps, lists, texts, numbers and truth values. */
public final class PlainYaml {
    private PlainYaml() {}

    /**
     * The map that the text is.
     *
     * @throws IOException with one line, if it is no YAML or no map
     */
    public static Map<String, Object> map(String text) throws IOException {
        Object root;
        try {
            root = new Load(LoadSettings.builder().build()).loadFromString(text);
        } catch (YamlEngineException broken) {
            throw new IOException(
                    String.valueOf(broken.getMessage()).lines().findFirst().orElse("it is no YAML"), broken);
        }
        if (!(root instanceof Map<?, ?> map)) {
            throw new IOException("it is no map of fields");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, value) -> fields.put(String.valueOf(name), value));
        return fields;
    }
}
