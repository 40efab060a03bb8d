package dev.kerf.cli;

import dev.kerf.kube.act.AuditLog;
import dev.kerf.objects.read.InputException;
import dev.kerf.observe.prometheus.Access;
import dev.kerf.server.act.ActingTerms;
import dev.kerf.server.act.Adviser;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the server acts on advice. */
final class ActingOptions {
    @Option(
            names = "--act",
            description = {
                "finish and look after what kerf apply began, and do of what is advised what SizingPolicies let be done;"
                        + " without it nothing but placements of a real cluster is touched"
            })
    private boolean act;

    @Option(names = "--no-act", description = "do not in the cluster that it brings itself either")
    private boolean not;

    @Option(
            names = "--advise-every",
            paramLabel = "MINUTES",
            defaultValue = "10",
            description = "how often advice is worked out where somebody measures (default: ${DEFAULT-VALUE})")
    private int minutes = (int) ActingTerms.USUAL_EVERY.toMinutes();

    @Mixin
    private final MeasureOptions measures = new MeasureOptions();

    @Mixin
    private final AuditOptions audit = new AuditOptions();

    /**
     * How it acts; null: it does not.
     *
     * @param own    who measures the cluster that is brought along; null: the cluster is a real one
     * @param notice told where it cannot be written down what is done, so that nothing is
     * @throws InputException if an option makes no sense
     */
    @Nullable
    ActingTerms terms(@Nullable URI own, InstantSource clock, Consumer<String> notice) {
        if (minutes < 1) {
            throw new InputException("--advise-every must be at least 1 minute, is " + minutes);
        }
        if (act && not) {
            throw new InputException("--act and --no-act at once: say one of them");
        }
        if (not || (!act && own == null)) {
            return null;
        }
        Ledger ledger = audit.ledger();
        Adviser adviser = adviser(own, ledger, clock);
        AuditLog log;
        try {
            log = ledger.log();
        } catch (InputException closed) {
            notice.accept("acts on nothing: " + closed.getMessage() + ", or leave --act away");
            return null;
        }
        return new ActingTerms(log, adviser, Duration.ofMinutes(minutes), ActingTerms.USUAL_TENDS, clock);
    }

    private @Nullable Adviser adviser(@Nullable URI own, Ledger ledger, InstantSource clock) {
        if (!measures.named() && own == null) {
            return null;
        }
        Supplier<Access> source = measures.named() || own == null ? measures::access : () -> Access.to(own);
        return new MeasuredAdviser(measures.histories(source, clock), measures.book(), ledger);
    }
}
