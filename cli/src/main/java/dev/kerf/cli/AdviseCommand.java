package dev.kerf.cli;

import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Advised;
import dev.kerf.core.advise.Scene;
import dev.kerf.objects.ReadOptions;
import dev.kerf.objects.read.InputException;
import dev.kerf.objects.write.Documents;
import dev.kerf.sim.report.AdvicePage;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kerf advise}: what could be changed, proven by planning it. */
@Command(
        name = "advise",
        description =
                "Advise what to change: from measured use, proven by planning the changed cluster. Changes nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "GPUS     nobody would hold any more, in theory",
            "REALLY   of these, GPUs of nodes that can go, and GPUs that waiting work then gets",
            "SURE     measured days, coverage and attribution, 0 to 1",
            "",
            "Examples:",
            "  kerf advise --prometheus http://prometheus.monitoring:9090",
            "  kerf advise show R01-team-Notebook-paper",
            "  kerf advise -o html > advice.html",
            "  kerf advise --prometheus URL --store use.duckdb",
            "  kubectl get nodes,pods,deploy,rs,job,pdb -A -o yaml | kerf advise -f - --prometheus URL",
            "",
            "Exit codes: 0 done, 2 bad input or no such advice, 3 no server or it refuses."
        })
final class AdviseCommand implements Callable<Integer> {

    /** How advice can be printed. */
    enum Output {
        table,
        json,
        yaml,
        html,
        name
    }

    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "show ID",
            description = "one of them in full: evidence, formula, guards, patch (default: a list of all)")
    private List<String> words = List.of();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private MeasureOptions measures = new MeasureOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Output output = Output.table;

    AdviseCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (!words.isEmpty() && !(words.getFirst().equals("show") && words.size() == 2)) {
            throw new InputException("write kerf advise, or kerf advise show ID");
        }
        try (Looked looked = Looked.at(cluster, measures, new ReadOptions(null, clock.instant()), clock)) {
            return words.isEmpty() ? list(looked.scene()) : show(looked.scene(), words.getLast());
        }
    }

    private int list(Scene scene) {
        Advised advised = Advising.advise(scene);
        AdvisedDocument document = new AdvisedDocument(advised, scene.now());
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case json -> out.println(Documents.json(document.tree()));
            case yaml -> out.println(Documents.yaml(document.tree()));
            case html -> out.print(new AdvicePage(scene, advised, List.of()).html());
            case name -> advised.advice().forEach(a -> out.println(a.id()));
            case table -> document.lines().forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private int show(Scene scene, String id) {
        Advised advised = Advising.advise(scene);
        Advice found = Stream.concat(advised.advice().stream(), advised.aside().stream())
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new InputException("there is no advice " + id + "; kerf advise -o name lists what there is"));
        AdviceDocument document = new AdviceDocument(found, scene.now());
        PrintWriter out = spec.commandLine().getOut();
        switch (output) {
            case json -> out.println(Documents.json(document.tree()));
            case yaml -> out.println(Documents.yaml(document.tree()));
            default -> document.lines().forEach(out::println);
        }
        out.flush();
        return 0;
    }
}
