package dev.kerf.fakecluster.schema;

import dev.kerf.fakecluster.schema.Schema.Form;
import dev.kerf.fakecluster.schema.Schema.ListOf;
import dev.kerf.fakecluster.schema.Schema.ListType;
import dev.kerf.fakecluster.schema.Schema.MapOf;
import dev.kerf.fakecluster.schema.Schema.Member;
import dev.kerf.fakecluster.schema.Schema.Scalar;
import dev.kerf.fakecluster.schema.Schema.Struct;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Kubernetes' own types, read from {@code types.txt}; see there for its form. */
public final class Types {
    private static final String MERGE = "merge=";
    private static final Map<String, Form> SCALARS = Map.ofEntries(
            Map.entry("string", Form.STRING),
            Map.entry("bool", Form.BOOLEAN),
            Map.entry("int32", Form.INTEGER),
            Map.entry("int64", Form.INTEGER),
            Map.entry("int", Form.INTEGER),
            Map.entry("float64", Form.NUMBER),
            Map.entry("bytes", Form.BYTES),
            Map.entry("quantity", Form.QUANTITY),
            Map.entry("intstr", Form.INT_OR_STRING),
            Map.entry("time", Form.TIME),
            Map.entry("microtime", Form.MICRO_TIME),
            Map.entry("duration", Form.DURATION));

    private final Map<String, List<String[]>> lines = new LinkedHashMap<>();
    private final Map<String, Struct> structs = new HashMap<>();

    private Types() {}

    /** Reads them all. */
    public static Types read() {
        Types types = new Types();
        try (InputStream in = Objects.requireNonNull(Types.class.getResourceAsStream("types.txt"));
                BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            types.read(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return types;
    }

    private void read(BufferedReader text) throws IOException {
        List<String[]> current = new ArrayList<>();
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            if (line.startsWith(" ")) {
                current.add(line.strip().split(" "));
            } else if (!line.startsWith("#")) {
                current = new ArrayList<>();
                lines.put(line, current);
            }
        }
    }

    /** The type of that name, {@code core/v1.Pod}; null where there is none. */
    public synchronized @Nullable Struct struct(String name) {
        Struct known = structs.get(name);
        List<String[]> fields = lines.get(name);
        if (known != null || fields == null) {
            return known;
        }
        Struct struct = new Struct(false);
        structs.put(name, struct);
        for (String[] words : fields) {
            Member member = member(words);
            if (!member.inline() || member.schema() instanceof Struct) {
                struct.add(member);
            }
        }
        return struct;
    }

    private Member member(String[] words) {
        List<String> marks = Arrays.asList(words).subList(3, words.length);
        String mergeKey = marks.stream()
                .filter(m -> m.startsWith(MERGE))
                .map(m -> m.substring(MERGE.length()))
                .findFirst()
                .orElse("");
        boolean merges = !mergeKey.isEmpty() || marks.contains("merge");
        return new Member(
                words[0],
                Integer.parseInt(words[1]),
                schema(words[2], marks),
                marks.contains("inline"),
                mergeKey,
                merges,
                marks.contains("atomic"),
                marks.contains("ptr"));
    }

    private Schema schema(String type, List<String> marks) {
        if (type.startsWith("[]")) {
            return new ListOf(schema(type.substring(2), List.of()), listType(marks), keys(marks));
        }
        if (type.startsWith("map:")) {
            return new MapOf(schema(type.substring(4), List.of()), marks.contains("atomic"));
        }
        Form form = SCALARS.get(type);
        if (form != null) {
            return new Scalar(form);
        }
        Struct struct = struct(type);
        return struct == null ? Schema.any() : struct;
    }

    private static ListType listType(List<String> marks) {
        if (marks.contains("list=map")) {
            return ListType.MAP;
        }
        return marks.contains("list=set") ? ListType.SET : ListType.ATOMIC;
    }

    private static List<String> keys(List<String> marks) {
        return marks.stream()
                .filter(m -> m.startsWith("keys="))
                .flatMap(m -> Arrays.stream(m.substring("keys=".length()).split(",")))
                .toList();
    }
}
