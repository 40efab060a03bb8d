package dev.kerf.cli;

import dev.kerf.core.plan.Conduct;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.worth.Knobs;
import dev.kerf.objects.conduct.ConductReader;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Input;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import dev.kerf.sim.kerf.KerfPolicy;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A policy in a file: {@code knobs}, a map from a knob's name to its value, and the fields of {@link ConductReader}; what is not
 * named stays as it is. The names of knobs are those of {@link Knobs}.
 */
final class PolicyFile {
    private static final String KNOBS = "knobs";
    private static final Set<String> NAMES =
            Set.of("strand", "stock", "multi", "modelFrom", "modelPrice", "blockFrom", "blockPrice", "ahead");

    private PolicyFile() {}

    /**
     * Reads it.
     *
     * @throws InputException naming file, line and field of what cannot be used
     */
    static Policy read(String file) {
        List<Item> items = new ArrayList<>();
        List<Warning> problems = new ArrayList<>();
        new Input(items::add, problems::add).read(List.of(file), InputStream.nullInputStream());
        if (items.size() != 1 || !problems.isEmpty()) {
            throw new InputException(
                    problems.isEmpty()
                            ? "policy " + file + " must hold one document, it holds " + items.size()
                            : problems.getFirst().toString());
        }
        return policy(items.getFirst());
    }

    private static Policy policy(Item item) {
        Map<String, Field> knobs = item.root().get(KNOBS).entries();
        Set<String> known = new TreeSet<>(ConductReader.FIELDS);
        known.add(KNOBS);
        only(known, item.root().entries());
        Conduct conduct = ConductReader.read(item.root());
        only(NAMES, knobs);
        Knobs usual = Knobs.TUNED;
        Knobs turned = new Knobs(
                value(knobs, "strand", usual.strand()),
                value(knobs, "stock", usual.stock()),
                value(knobs, "multi", usual.multi()),
                value(knobs, "modelFrom", usual.modelFrom()),
                value(knobs, "modelPrice", usual.modelPrice()),
                value(knobs, "blockFrom", usual.blockFrom()),
                value(knobs, "blockPrice", usual.blockPrice()),
                value(knobs, "ahead", usual.ahead()));
        item.warnings().stream().findFirst().ifPresent(w -> {
            throw new InputException(w.toString());
        });
        return KerfPolicy.ofWhatIsThere(turned, conduct);
    }

    private static void only(Set<String> known, Map<String, Field> fields) {
        SortedSet<String> names = new TreeSet<>(known);
        fields.forEach((name, field) -> {
            if (!known.contains(name)) {
                field.wrong("is not known; there are " + String.join(", ", names));
            }
        });
    }

    private static double value(Map<String, Field> knobs, String name, double usual) {
        Field field = knobs.get(name);
        if (field == null) {
            return usual;
        }
        try {
            double value = Double.parseDouble(field.text());
            if (Double.isFinite(value) && value >= 0) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // said below
        }
        field.wrong(Field.quoted(field.text()) + " is not a number of at least 0");
        return usual;
    }
}
