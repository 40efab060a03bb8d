package dev.kerf.objects.gang;

import dev.kerf.core.model.Gang;
import dev.kerf.core.model.PartId;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.read.Field;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.terms.TermsDraft;
import dev.kerf.objects.terms.TopologyAsk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object being read for the gang it makes; what makes no sense in it refuses the gang. */
final class GangForm {
    /** More pods than any one owner sensibly has. */
    static final int MOST = 100_000;

    private static final String KAI = "kai.scheduler/";
    private final Item item;
    private final PartId id;

    GangForm(Item item, String namespace, String kind) {
        this.item = item;
        this.id = new PartId(namespace, kind + "/" + item.name());
    }

    Field spec() {
        return item.root().get("spec");
    }

    Field metadata() {
        return item.root().get("metadata");
    }

    String namespace() {
        return id.namespace();
    }

    /** A number of pods: an absent one is {@code otherwise}. */
    static int count(Field field, int otherwise, int least) {
        return field.integer(otherwise, least, MOST);
    }

    GangDraft alone() {
        return draft(GangDraft.Form.ALONE, PartDraft.of("", 1), true, null);
    }

    /** So many pods, whatever parts they name. */
    GangDraft flat(int min, @Nullable PartId parent) {
        return draft(GangDraft.Form.TOGETHER, PartDraft.of("", min), true, parent);
    }

    /** At least so many pods in all, and every part with its minimum. */
    GangDraft parts(int min, List<PartDraft> parts) {
        return draft(GangDraft.Form.TOGETHER, new PartDraft("", min, parts.size(), parts), false, null);
    }

    GangDraft draft(GangDraft.Form form, PartDraft whole, boolean open, @Nullable PartId parent) {
        TermsDraft terms = terms();
        Duration grace = grace();
        Instant shortSince = TermsDraft.moment(annotations().get(KAI + "stale-podgroup-timestamp"));
        List<Reason> refusals = item.problems().stream()
                .map(p -> Reason.of(Code.GANG_INVALID, "gang", id.toString(), "field", p.field(), "problem", p.text()))
                .toList();
        return new GangDraft(
                id,
                object(),
                metadata().get("creationTimestamp").time(),
                form,
                whole,
                open,
                parent,
                started(),
                refusals,
                terms,
                grace,
                shortSince);
    }

    private Field annotations() {
        return metadata().get("annotations");
    }

    /** What its metadata say, and its spec where that says more. */
    private TermsDraft terms() {
        TermsDraft said = TermsDraft.read(metadata());
        if (item.kind().endsWith("PodGroup") && !kind().contains(".")) {
            TopologyAsk inTree = TopologyAsk.inTree(spec().get("schedulingConstraints"));
            return said.withTopology(inTree.orElse(said.topology()));
        }
        return kind().equals(PodGroups.KAI) ? kai(said) : said;
    }

    private TermsDraft kai(TermsDraft said) {
        Field delay = spec().get("preemptionDelay");
        String queue = spec().get("queue").text();
        return said.asOfKai()
                .orElse(new TermsDraft(
                        queue.isEmpty() ? null : queue,
                        TermsDraft.kaiPreemptible(spec().get("preemptibility")),
                        true,
                        "",
                        null,
                        delay.present() ? delay.duration(Duration.ZERO) : null,
                        TopologyAsk.kai(spec().get("topologyConstraint")),
                        null));
    }

    private @Nullable Duration grace() {
        Field own = annotations().get("kerf.dev/staleness-grace");
        Field kai = annotations().get(KAI + "staleness-grace-period");
        Field spec = kind().equals(PodGroups.KAI) ? spec().get("stalenessGracePeriod") : spec().absent();
        Field said = own.present() ? own : kai.present() ? kai : spec;
        if (!said.present()) {
            return null;
        }
        return said.text().startsWith("-") ? Gang.FOR_EVER : said.duration(Gang.USUAL_GRACE);
    }

    /** The kind, with its group where that is not Kubernetes' own. */
    private String kind() {
        return id.name().substring(0, id.name().indexOf('/'));
    }

    private GangObject object() {
        return new GangObject(
                item.root().get("apiVersion").text(),
                item.kind(),
                namespace(),
                item.name(),
                metadata().get("uid").text(),
                metadata().get("generation").integer(0, 0, Integer.MAX_VALUE),
                initially().map(c -> c.get("message").text()).findFirst().orElse(""),
                started());
    }

    private boolean started() {
        return initially().anyMatch(c -> c.get("status").text().equals("True"));
    }

    /** The condition of a first start; 1.36 called it otherwise. */
    private java.util.stream.Stream<Field> initially() {
        return item.root().at("status", "conditions").items().stream()
                .filter(c -> c.get("type").text().equals("PodGroupInitiallyScheduled")
                        || c.get("type").text().equals("PodGroupScheduled"));
    }
}
