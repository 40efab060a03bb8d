package dev.kerf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kerf apply}, {@code rollback} and {@code savings}: advice followed, taken back, and measured. */
class ApplyCommandTest {
    private static final String SMALL = "R06-default-StatefulSet-small-a";
    private static final String IDLE = "R01-default-StatefulSet-paper";

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // begun before each
    private Measured measured;

    @BeforeEach
    void begin() throws IOException {
        measured = Measured.cluster();
    }

    @AfterEach
    void end() {
        measured.close();
    }

    private String audit() {
        return folder.resolve("audit.jsonl").toString();
    }

    private Kerf savings() {
        return Kerf.run("savings", "--kubeconfig", measured.kubeconfig().toString(), "--audit", audit());
    }

    @Test
    void adviceIsFollowedLookedAfterAndTakenBack() throws IOException {
        Kerf apply = measured.run("apply", SMALL, "--rollout", "--audit", audit());
        assertThat(apply.code()).as(apply.out() + apply.err()).isZero();
        assertThat(apply.out()).contains("of a GPU for default/StatefulSet/small-a:main", "verifying: it is written");
        assertThat(apply.err())
                .contains("R06-default-StatefulSet-small-b was proven together with " + SMALL + " and goes with it");
        assertThat(savings().out()).contains(SMALL, "written");
        Kerf again = measured.run("apply", SMALL, "--rollout", "--audit", audit());
        assertThat(again.code()).as(again.out() + again.err()).isZero();
        assertThat(again.out())
                .as("what was begun is not advised any more, and gone on with")
                .contains(SMALL + ": was begun before on StatefulSet default/small-a", "verifying: it is looked after")
                .contains("R06-default-StatefulSet-small-b: was begun before");
        Kerf back = Kerf.run(
                "rollback", SMALL, "--kubeconfig", measured.kubeconfig().toString(), "--audit", audit());
        assertThat(back.code()).as(back.out() + back.err()).isZero();
        assertThat(back.out()).contains("StatefulSet default/small-a: rolled-back: a person asked for it");
        assertThat(savings().out()).contains(SMALL, "taken-back");
        // Somebody who changes the log is found out.
        Path log = Path.of(audit());
        Files.writeString(log, Files.readString(log).replaceFirst("small-a", "small-c"));
        assertThat(savings().err()).contains("the audit log is not as Kerf wrote it: line 2 of ");
    }

    @Test
    void aGuardStopsItAndSaysWhy() {
        Kerf apply = measured.run("apply", IDLE, "--audit", audit());
        assertThat(apply.code()).isEqualTo(1);
        assertThat(apply.out()).contains("stop default/StatefulSet/paper").contains("old-enough");
        assertThat(savings().out()).contains("No advice was followed yet");
    }

    @Test
    void aDryRunAsksEveryGuardAndWritesNothing() {
        Kerf dry = measured.run("apply", SMALL, "--dry-run", "--rollout", "--audit", audit());
        assertThat(dry.code()).as(dry.out() + dry.err()).isZero();
        assertThat(dry.out())
                .contains("would ask 0.", "pass  managed-by-hpa", "pass  disruption-budget", "pass  dwell")
                .doesNotContain("STOP");
        assertThat(savings().out()).contains("No advice was followed yet");
    }

    @Test
    void filesForAPullRequest() throws IOException {
        Path patches = folder.resolve("patches");
        Kerf files = measured.run("apply", SMALL, "--pr", patches.toString());
        assertThat(files.code()).as(files.err()).isZero();
        assertThat(Files.readString(patches.resolve(SMALL + ".yaml"))).contains("kind: StatefulSet", "gpu-fraction: ");
        assertThat(Files.readString(patches.resolve("README.md"))).contains(SMALL);
        assertThat(Files.readString(patches.resolve("kustomization.yaml"))).contains(SMALL + ".yaml");
    }

    @Test
    void whatCannotBeAppliedIsNamed() {
        assertThat(measured.run("apply").err()).contains("name the advice to apply, or --all");
        assertThat(measured.run("apply", "R99-x").err()).contains("there is no advice R99-x");
        Kerf back = Kerf.run(
                "rollback", "R99-x", "--kubeconfig", measured.kubeconfig().toString(), "--audit", audit());
        assertThat(back.code()).isEqualTo(2);
        assertThat(back.err()).contains("carries an action for R99-x; kerf savings lists what was done");
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() throws IOException {
        Path away = folder.resolve("away");
        String text = Files.readString(measured.kubeconfig());
        Files.writeString(away, text.replaceAll("http://127.0.0.1:\\d+", "http://127.0.0.1:1"));
        for (String command : List.of("apply", "rollback")) {
            Kerf run = Kerf.run(command, SMALL, "--kubeconfig", away.toString(), "--audit", audit());
            assertThat(run.code()).as(command + run.err()).isEqualTo(3);
            assertThat(run.err())
                    .startsWith("kerf: the API server refused, or did not answer: /")
                    .hasLineCount(1);
        }
    }
}
