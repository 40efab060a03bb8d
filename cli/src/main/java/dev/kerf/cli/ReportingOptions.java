package dev.kerf.cli;

import dev.kerf.objects.read.InputException;
import dev.kerf.server.Reporting;
import dev.kerf.server.http.Listen;
import dev.kerf.server.log.EventLog;
import dev.kerf.server.log.Level;
import dev.kerf.server.log.LogFormat;
import java.io.PrintWriter;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a running scheduler tells of itself. */
final class ReportingOptions {
    /** How the log can be written. */
    enum Format {
        text,
        json
    }

    @Option(
            names = "--listen",
            paramLabel = "PLACE",
            description =
                    "where to answer /metrics, /livez and /readyz: PORT on this machine only, :PORT, ADDRESS:PORT, "
                            + "0 for a free port, or off (default: " + Listen.USUAL_PORT
                            + ", or a free one if that is taken)")
    private @Nullable String listen;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "events on standard error, one a line: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Format format = Format.text;

    @Option(names = "-v", description = "log each cycle too; -vv: each request too")
    private boolean[] verbose = {};

    @Mixin
    private final TraceOptions trace = new TraceOptions();

    /** The log of events. */
    EventLog log(PrintWriter err) {
        Level least = verbose.length == 0 ? Level.INFO : verbose.length == 1 ? Level.DEBUG : Level.TRACE;
        LogFormat form = format == Format.json ? LogFormat.JSON : LogFormat.TEXT;
        return new EventLog(form, least, InstantSource.system(), line -> {
            err.print(line + "\n");
            err.flush();
        });
    }

    /** @throws InputException if an option makes no sense */
    Reporting reporting(EventLog log) {
        try {
            Listen place = listen == null ? Listen.USUAL : Listen.parse(listen);
            return Reporting.to(log, Main.version().replaceFirst("^kerf ", ""), place, trace.folder());
        } catch (IllegalArgumentException wrong) {
            throw new InputException("--listen: " + wrong.getMessage());
        }
    }
}
