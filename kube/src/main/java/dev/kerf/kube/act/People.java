package dev.kerf.kube.act;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Target;
import dev.kerf.kube.api.Api;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people decide about advice, written on the object of the advice so that it outlives every process. */
public final class People {
    private final Looking looking;
    private final Writer writer;
    private final AuditLog audit;

    public People(Api api, AuditLog audit) {
        this.looking = new Looking(api);
        this.writer = new Writer(api, looking, Pause.USUAL, () -> true);
        this.audit = audit;
    }

    /**
     * The advice is to be followed.
     *
     * @param who decides
     * @return whether what it is about is there, and the server took it
     */
    public boolean approve(Action action, String advice, String who, Instant now) {
        try {
            Look look = Look.at(looking, action);
            return look != null && write(look.anchor(), Keys.APPROVED, advice, "approved", advice, who, now);
        } catch (Unanswered silent) {
            return false;
        }
    }

    /**
     * The advice is not wanted.
     *
     * @param why   in the person's words
     * @param until when it may be advised again
     * @return whether the workload is there
     */
    public boolean dismiss(
            Target.OfWorkload workload, String advice, String why, Instant until, String who, Instant now) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("advice", advice);
        said.put("reason", why);
        said.put("until", until.toString());
        said.put("by", who);
        return write(workload, Keys.DISMISSED, Writer.text(said), "dismissed", advice, who, now);
    }

    /** Nothing of the workload is stopped until then. */
    public boolean snooze(Target.OfWorkload workload, Instant until, String who, Instant now) {
        return write(workload, Keys.SNOOZE, until.toString(), "snoozed", "", who, now);
    }

    private boolean write(
            Target.OfWorkload workload, String key, String text, String what, String advice, String who, Instant now) {
        Live live = looking.at(Place.of(workload));
        return live != null && write(live, key, text, what, advice, who, now);
    }

    private boolean write(Live live, String key, String text, String what, String advice, String who, Instant now) {
        audit.add(now, what, Map.of("advice", advice, "object", live.toString(), "by", who));
        Map<String, @Nullable Object> annotations = new LinkedHashMap<>();
        annotations.put(key, text);
        return writer.mark(live, false, annotations, Map.of()) != null;
    }
}
