package dev.kerf.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where it is written down what was done. */
final class AuditOptions {
    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description = "the audit log, only ever added to (default: $$KERF_AUDIT, then ~/.kerf/audit.jsonl)")
    private @Nullable Path audit;

    Ledger ledger() {
        String named = System.getenv("KERF_AUDIT");
        Path usual = named == null || named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".kerf", "audit.jsonl")
                : Path.of(named);
        return new Ledger(audit == null ? usual : audit);
    }
}
