package dev.kerf.fakecluster.kind;

import dev.kerf.fakecluster.schema.Schema;
import dev.kerf.fakecluster.schema.Types;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every kind the server has, Kubernetes' own and custom ones. Safe for several threads. */
public final class Kinds {
    private final Types types = Types.read();
    private final Map<String, Kind> byResource = new LinkedHashMap<>();
    private final Map<String, Schema> custom = new LinkedHashMap<>();

    /** Kubernetes' own, read from {@code kinds.txt}. */
    public Kinds() {
        try (InputStream in =
                        Objects.requireNonNull(Kinds.class.getResourceAsStream("/dev/kerf/fakecluster/kinds.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).map(Kinds::kind).forEach(this::add);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Kind kind(String line) {
        String[] words = line.split(" ");
        return new Kind(
                words[0].equals("-") ? "" : words[0],
                list(words[1]),
                words[2],
                words[3].toLowerCase(java.util.Locale.ROOT),
                words[3],
                words[4].equals("namespaced"),
                list(words[5]),
                list(words[6]),
                Set.copyOf(list(words[7])),
                false);
    }

    private static List<String> list(String word) {
        return word.equals("-") ? List.of() : Arrays.asList(word.split(","));
    }

    private void add(Kind kind) {
        byResource.put(kind.resource(), kind);
    }

    /**
     * Adds a custom kind, or changes it.
     *
     * @param schemas of its objects, by version
     */
    public synchronized void add(Kind kind, Map<String, Schema> schemas) {
        add(kind);
        schemas.forEach((version, schema) -> custom.put(kind.resource() + "/" + version, schema));
    }

    /** Takes a custom kind away. */
    public synchronized void remove(String resource) {
        Kind kind = byResource.get(resource);
        if (kind != null && kind.custom()) {
            byResource.remove(resource);
        }
    }

    public synchronized List<Kind> all() {
        return List.copyOf(byResource.values());
    }

    /** The kind that is served there; null where none is. */
    public synchronized @Nullable Kind at(String group, String version, String plural) {
        Kind kind = byResource.get(group.isEmpty() ? plural : plural + "." + group);
        return kind != null && kind.versions().contains(version) ? kind : null;
    }

    /** The kind by its resource, {@code deployments.apps}. */
    public synchronized @Nullable Kind resource(String resource) {
        return byResource.get(resource);
    }

    /** The kind of an object; null where there is none. */
    public synchronized @Nullable Kind of(String apiVersion, String kind) {
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "" : apiVersion.substring(0, slash);
        String version = apiVersion.substring(slash + 1);
        return byResource.values().stream()
                .filter(k -> k.kind().equals(kind)
                        && k.group().equals(group)
                        && k.versions().contains(version))
                .findFirst()
                .orElse(null);
    }

    /** What its objects look like in that version. */
    public synchronized Schema schema(Kind kind, String version) {
        if (kind.custom()) {
            return custom.getOrDefault(kind.resource() + "/" + version, Schema.any());
        }
        return type(kind.group(), version, kind.kind());
    }

    /** A type of that group, such as {@code Eviction} of {@code policy}. */
    public Schema type(String group, String version, String name) {
        String folder = group.isEmpty() ? "core" : group.replaceAll("\\..*", "");
        Schema struct = types.struct(folder + "/" + version + "." + name);
        return struct == null ? Schema.any() : struct;
    }

    /** Kubernetes' own types. */
    public Types types() {
        return types;
    }
}
