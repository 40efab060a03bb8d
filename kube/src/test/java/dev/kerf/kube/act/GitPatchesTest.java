package dev.kerf.kube.act;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.advise.Action;
import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Benefit;
import dev.kerf.core.advise.Confidence;
import dev.kerf.core.advise.Draft;
import dev.kerf.core.advise.Guard;
import dev.kerf.core.advise.Kind;
import dev.kerf.core.advise.Observation;
import dev.kerf.core.advise.Risk;
import dev.kerf.core.advise.Target;
import dev.kerf.core.advise.WhatIf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Advice as files for a repository. */
class GitPatchesTest {
    @TempDir
    private Path folder = Path.of("");

    private static Advice advice(Kind kind, Target.OfWorkload of, Action action) {
        Draft draft = new Draft(
                kind,
                of,
                Duration.ofDays(7),
                List.of(Observation.fact("most of SM_ACTIVE", 0.28, 0.5, "")),
                "0.28 × 1.2",
                "0.35 of a GPU",
                new LinkedHashMap<>(),
                0,
                new Risk(0.1, "requests take longer"),
                Confidence.CERTAIN,
                List.of(),
                action,
                WhatIf.NONE,
                Set.of(),
                null,
                List.of(),
                "");
        return new Advice(
                draft,
                Benefit.none("USD"),
                List.of(Guard.failed("low-trust", "0.4 can be believed")),
                Instant.parse("2026-12-05T00:00:00Z"),
                List.of(),
                "");
    }

    @Test
    void eachAdviceIsAPatchAndAPageSaysWhy() throws IOException {
        Target.OfWorkload web = new Target.OfWorkload("team", "Deployment/web", "main");
        Target.OfWorkload engine = new Target.OfWorkload("team", "Deployment/engine", "main");
        List<Path> files = GitPatches.write(
                folder,
                List.of(
                        advice(Kind.R04, web, new Action.Fraction(web, 350)),
                        advice(Kind.R19, engine, new Action.Manifest("give the engine less", "args: []"))));
        assertThat(files).containsExactly(folder.resolve("R04-team-Deployment-web-main.yaml"));
        assertThat(Files.readString(files.getFirst()))
                .contains("kind: Deployment", "name: web", "namespace: team", "gpu-fraction: '0.35'");
        assertThat(Files.readString(folder.resolve("kustomization.yaml")))
                .contains("- path: R04-team-Deployment-web-main.yaml");
        assertThat(Files.readString(folder.resolve("README.md")))
                .contains("## R04-team-Deployment-web-main", "Patch: [R04-team-Deployment-web-main.yaml]")
                .contains("most of SM_ACTIVE: 0.2800 (threshold 0.5000, coverage 100 %)")
                .contains("**stops** `low-trust`: 0.4 can be believed")
                .contains("Patch: none, it is to be done by hand");
    }
}
