package dev.kerf.cli;

import dev.kerf.objects.convert.Conversion;
import dev.kerf.objects.read.Input;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.read.Warning;
import dev.kerf.objects.write.Documents;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kerf convert}: queues of other schedulers as Kerf's own. */
@Command(
        name = "convert",
        description = "Turn queues of KAI Scheduler and of Kueue into Kerf's.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Reads KAI Scheduler's Queue and Kueue's ClusterQueue, LocalQueue, Cohort and ResourceFlavor, prints Kerf's",
            "Queue objects, and says on stderr what has no equal. Nothing is changed anywhere. Examples:",
            "  kubectl get queues.scheduling.run.ai -o yaml | kerf convert -f -",
            "  kubectl get clusterqueues,localqueues,cohorts,resourceflavors -A -o yaml | kerf convert -f - >queues.yaml",
            "",
            "Exit codes: 0 converted, 2 bad input, or nothing in it to convert."
        })
final class ConvertCommand implements Callable<Integer> {
    /** How objects can be printed. */
    enum Output {
        yaml,
        json
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Option(
            names = {"-f", "--filename"},
            required = true,
            paramLabel = "FILE",
            description = "file, directory or - for standard input; YAML or JSON, .gz too; may be repeated")
    private List<String> files = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "yaml",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.yaml;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Conversion conversion = new Conversion();
        List<Warning> broken = new ArrayList<>();
        try {
            new Input(conversion::accept, broken::add).read(files, System.in);
        } catch (InputException unusable) {
            err.println("kerf: " + unusable.sentence());
            return 2;
        }
        List<Map<String, Object>> queues = conversion.result();
        broken.addAll(conversion.warnings());
        broken.forEach(w -> err.println("warning: " + w));
        conversion.skipped().forEach((kind, count) -> err.println("skipped: " + count + " " + kind));
        if (queues.isEmpty()) {
            err.println("kerf: no queues of KAI Scheduler or Kueue in " + String.join(", ", files));
            return 2;
        }
        print(queues, spec.commandLine().getOut());
        return 0;
    }

    private void print(List<Map<String, Object>> queues, PrintWriter out) {
        if (output == Output.json) {
            out.println(Documents.json(Map.of("apiVersion", "v1", "kind", "List", "items", queues)));
        } else {
            queues.forEach(q -> out.println("---\n" + Documents.yaml(q)));
        }
        out.flush();
    }
}
