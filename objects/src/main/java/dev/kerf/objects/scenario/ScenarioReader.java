package dev.kerf.objects.scenario;

import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Conduct;
import dev.kerf.objects.ClusterIntake;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.conduct.ConductReader;
import dev.kerf.objects.node.NodeForm;
import dev.kerf.objects.queue.QueueReader;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Input;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios in YAML: {@code name}, {@code about}, {@code asOf}, {@code given} (Kubernetes objects, and in short
 * {@code nodes}, {@code queues}, {@code topologies}, {@code budgets} and {@code work}), {@code conduct}, {@code rounds}, {@code expect}. A scenario must be right in every field: what is not
 * understood is refused, since a test that silently leaves something out proves nothing.
 */
public final class ScenarioReader {
    private static final Set<String> FIELDS = Set.of("name", "about", "asOf", "given", "conduct", "rounds", "expect");
    private static final Set<String> NODE = Set.of("name", "count", "gpus", "model", "memory", "cpu", "labels", "mig");
    private static final Set<String> SHORT = Set.of("nodes", "queues", "topologies", "budgets", "work");
    private static final Set<String> EXPECT =
            Set.of("of", "state", "on", "evictions", "code", "says", "guarantee", "share", "used", "pending");
    private static final Set<String> STATES = Set.of("running", "bound", "pending", "never", "evicted", "nominated");
    private static final int MOST_ROUNDS = 1000;
    /** Of a scenario that states none. */
    private static final Instant USUAL_MOMENT = Instant.parse("2026-01-31T12:00:00Z");

    private final Item item;
    private final Moments moments;
    private final Map<String, List<TaskId>> work = new HashMap<>();
    private final ClusterIntake intake;
    private final List<Item> objects = new ArrayList<>();

    private ScenarioReader(Item item, ReadOptions options) {
        this.item = item;
        Field asOf = item.root().get("asOf");
        this.moments = new Moments(asOf.present() ? asOf.time() : USUAL_MOMENT);
        this.intake = new ClusterIntake(new ReadOptions(options.schedulerName(), moments.asOf(), options.also()));
    }

    /**
     * The scenarios of files and directories, in their order.
     *
     * @throws InputException naming file, line and field of the first thing that is wrong
     */
    public static List<Scenario> read(List<String> paths, ReadOptions options) {
        List<Item> items = new ArrayList<>();
        List<Warning> problems = new ArrayList<>();
        new Input(items::add, problems::add).read(paths, InputStream.nullInputStream());
        problems.stream().findFirst().ifPresent(ScenarioReader::refuse);
        if (items.isEmpty()) {
            throw new InputException("no scenario found in " + String.join(", ", paths));
        }
        return items.stream()
                .map(i -> new ScenarioReader(i, options).scenario())
                .toList();
    }

    private Scenario scenario() {
        Field root = item.root();
        only(root, FIELDS);
        String name = needed(root, "name");
        root.get("given").items().forEach(this::given);
        List<Expectation> expectations =
                root.get("expect").items().stream().map(this::expectation).toList();
        if (expectations.isEmpty()) {
            root.get("expect").wrong("is missing; say what should become of the pods");
        }
        int rounds = root.get("rounds").integer(1, 1, MOST_ROUNDS);
        String about = root.get("about").text();
        only(root.get("conduct"), ConductReader.FIELDS);
        Conduct conduct = ConductReader.read(root.get("conduct"));
        item.warnings().stream().findFirst().ifPresent(ScenarioReader::refuse);
        return new Scenario(item.origin(), name, about, intake.result(), objects, work, conduct, rounds, expectations);
    }

    private void accept(Item object) {
        objects.add(object);
        intake.accept(object);
    }

    private static void refuse(Warning warning) {
        throw new InputException(warning.toString());
    }

    private void given(Field form) {
        if (form.get("kind").present()) {
            accept(form.item());
            return;
        }
        only(form, SHORT);
        form.get("nodes").items().forEach(this::nodes);
        form.get("queues").items().forEach(each -> add(each, QueueForm.FIELDS, QueueForm.queue(each, moments)));
        form.get("topologies").items().forEach(each -> add(each, RuleForms.TOPOLOGY, RuleForms.topology(each)));
        form.get("budgets").items().forEach(each -> add(each, RuleForms.BUDGET, RuleForms.budget(each)));
        form.get("work").items().forEach(each -> work(new WorkForm(each, moments)));
    }

    private void add(Field form, Set<String> known, Map<String, Object> object) {
        only(form, known);
        needed(form, "name");
        accept(form.item(object));
    }

    private void nodes(Field form) {
        only(form, NODE);
        NodeForm.expand(form).forEach(node -> accept(form.item(node)));
    }

    private void work(WorkForm whole) {
        whole.gangs().forEach(group -> accept(whole.form().item(group)));
        pods(whole);
    }

    /** The pods of the work and of its parts; those of a part go by its own name too. */
    private List<TaskId> pods(WorkForm part) {
        only(part.form(), WorkForm.FIELDS);
        List<TaskId> ids = new ArrayList<>();
        for (Map<String, Object> pod : part.pods()) {
            Item made = part.form().item(pod);
            accept(made);
            ids.add(new TaskId(made.namespace(), made.name()));
        }
        part.parts().forEach(each -> ids.addAll(pods(each)));
        work.put(part.name(), List.copyOf(ids));
        return ids;
    }

    private Expectation expectation(Field form) {
        only(form, EXPECT);
        Field state = form.get("state");
        if (state.present() && !STATES.contains(state.text())) {
            state.wrong(Field.quoted(state.text()) + " is no state; there are " + new TreeSet<>(STATES));
        }
        Field evictions = form.get("evictions");
        Field pending = form.get("pending");
        return new Expectation(
                form.origin(),
                needed(form, "of"),
                text(state),
                form.get("on").list(),
                evictions.present() ? evictions.integer(0, 0, Integer.MAX_VALUE) : null,
                text(form.get("code")),
                text(form.get("says")),
                QueueReader.amounts(form, "guarantee"),
                QueueReader.amounts(form, "share"),
                QueueReader.amounts(form, "used"),
                pending.present() ? pending.integer(0, 0, Integer.MAX_VALUE) : null);
    }

    private static @Nullable String text(Field field) {
        return field.present() ? field.text() : null;
    }

    private static String needed(Field form, String name) {
        String text = form.get(name).text();
        if (text.isEmpty()) {
            form.get(name).wrong("is missing");
        }
        return text;
    }

    private static void only(Field form, Set<String> known) {
        SortedSet<String> names = new TreeSet<>(known);
        form.entries().forEach((name, field) -> {
            if (!known.contains(name)) {
                field.wrong("is not known here; there are " + String.join(", ", names));
            }
        });
    }
}
