package dev.kerf.objects.read;

import dev.kerf.objects.read.Value.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One Kubernetes object as it was written, and what turned out to be wrong with it. */
public final class Item {
    private final String file;
    private final String kind;
    private final Mapping root;
    private final List<Problem> problems;

    Item(String file, String kind, Mapping root, List<Problem> problems) {
        this.file = file;
        this.kind = kind;
        this.root = root;
        this.problems = new ArrayList<>(problems);
    }

    /** An object that was not read from the top of a document. */
    static Item of(Origin origin, Mapping root) {
        String kind = root.values().get("kind") instanceof Value.Scalar scalar ? scalar.text() : "";
        return new Item(origin.file(), kind, root, List.of());
    }

    public Field root() {
        return new Field(this, null, "", root);
    }

    /** All that was kept of it: maps by text, lists, texts, whole numbers, truth values and null. */
    @SuppressWarnings("unchecked") // a mapping's tree is a map
    public SequencedMap<String, @Nullable Object> tree() {
        return (SequencedMap<String, @Nullable Object>) Objects.requireNonNull(Value.tree(root));
    }

    public Origin origin() {
        return new Origin(file, root.line());
    }

    /** {@code Pod}; empty where none was given. */
    public String kind() {
        return kind;
    }

    /** {@code apps} of {@code apps/v1}; empty for the core group. */
    public String group() {
        String version = root().get("apiVersion").text();
        int slash = version.indexOf('/');
        return slash < 0 ? "" : version.substring(0, slash);
    }

    public String name() {
        return root().get("metadata").get("name").text();
    }

    /** The namespace as written; empty where none was given. */
    public String namespace() {
        return root().get("metadata").get("namespace").text();
    }

    /** {@code Pod team/web-0}, for messages. */
    public String title() {
        String namespace = namespace();
        return (kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name()).strip();
    }

    /** What is wrong with it, in the order it was found. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    void add(Problem problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    public Warning warning(int line, String message) {
        return new Warning(file, line, title(), message);
    }

    /** Each problem as a warning that names the field. */
    public List<Warning> warnings() {
        return problems.stream()
                .map(p -> warning(p.line(), p.field() + ": " + p.text()))
                .toList();
    }
}
