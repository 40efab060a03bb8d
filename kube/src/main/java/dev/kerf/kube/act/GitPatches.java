package dev.kerf.kube.act;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Observation;
import dev.kerf.objects.advise.Patch;
import dev.kerf.objects.advise.Patches;
import dev.kerf.objects.write.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Advice as files for a repository: a strategic merge patch for each object, a kustomization that names them all, and a page
 * with what the advice rests on, for whoever reviews it.
 */
public final class GitPatches {
    private GitPatches() {}

    /**
     * Writes them; what no patch can say is on the page alone.
     *
     * @return the patch files, in the order of the advice
     * @throws IOException if the folder cannot be written to
     */
    public static List<Path> write(Path folder, List<Advice> advice) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        StringBuilder page = new StringBuilder("# What Kerf advises\n");
        for (Advice each : advice) {
            List<Path> own = new ArrayList<>();
            for (Patch patch : Patches.of(each.draft().action())) {
                String number = own.isEmpty() ? "" : "-" + (own.size() + 1);
                Path file = folder.resolve(name(each.id() + number) + ".yaml");
                own.add(Files.writeString(file, patch.yaml() + "\n"));
            }
            page.append(section(each, own));
            files.addAll(own);
        }
        Files.writeString(folder.resolve("kustomization.yaml"), kustomization(files));
        Files.write(folder.resolve("README.md"), page.toString().getBytes(UTF_8));
        return files;
    }

    /** No name leads out of the folder. */
    private static String name(String id) {
        return id.replaceAll("[^A-Za-z0-9_-]+", "-");
    }

    private static String kustomization(List<Path> files) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", "kustomize.config.k8s.io/v1alpha1");
        tree.put("kind", "Component");
        tree.put(
                "patches",
                files.stream()
                        .map(file -> Map.of("path", String.valueOf(file.getFileName())))
                        .toList());
        return Documents.yaml(tree) + "\n";
    }

    private static String section(Advice advice, List<Path> files) {
        StringBuilder text = new StringBuilder("\n## " + advice.id() + "\n\n");
        text.append("To do: ").append(advice.draft().action().sentence()).append(".  \n");
        text.append("Why: ")
                .append(advice.draft().kind().title())
                .append("; ")
                .append(advice.draft().method())
                .append(".  \n");
        text.append("Saves: ").append(advice.benefit().sentence()).append(".  \n");
        text.append("Risk: ").append(advice.draft().risk().exposure()).append(".  \n");
        text.append("Expires: ").append(advice.expires()).append(".  \n");
        text.append("Patch: ").append(names(files)).append(".\n\n");
        for (Observation seen : advice.draft().evidence()) {
            text.append("- ").append(seen).append('\n');
        }
        for (Guard guard : advice.guards()) {
            text.append("- ")
                    .append(guard.passes() ? "passes" : "**stops**")
                    .append(" `")
                    .append(guard.name())
                    .append("`: ")
                    .append(guard.message())
                    .append('\n');
        }
        return text.toString();
    }

    private static String names(List<Path> files) {
        return files.isEmpty()
                ? "none, it is to be done by hand"
                : files.stream()
                        .map(file -> "[" + file.getFileName() + "](" + file.getFileName() + ")")
                        .collect(Collectors.joining(", "));
    }
}
