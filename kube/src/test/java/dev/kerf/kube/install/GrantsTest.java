package dev.kerf.kube.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.kube.api.Rights;
import dev.kerf.kube.install.Grant.Scope;
import dev.kerf.kube.reflect.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The grants are what the reflectors need, what the chart gives and what the documentation says. */
class GrantsTest {
    private static final Path ROOT = Path.of(System.getProperty("kerf.root"));

    @Test
    void letTheReflectorsLook() {
        for (Resource resource : Resource.SCHEDULING) {
            assertThat(Grants.ALL)
                    .as("a grant to look at " + resource.path())
                    .anyMatch(grant -> grant.scope() == Scope.CLUSTER
                            && grant.resource().equals(resource.plural())
                            && grant.group().equals(group(resource.path()))
                            && grant.verbs().containsAll(List.of("list", "watch")));
        }
    }

    @Test
    void coverWhatASchedulerMissesAloud() {
        for (Rights.Right right : Rights.SCHEDULING) {
            String resource = right.resource() + (right.subresource().isEmpty() ? "" : "/" + right.subresource());
            assertThat(Grants.in(Scope.CLUSTER))
                    .as(right.verb() + " " + resource)
                    .anyMatch(grant -> grant.resource().equals(resource)
                            && grant.group().equals(right.group())
                            && grant.verbs().contains(right.verb()));
        }
    }

    private static String group(String path) {
        return path.startsWith("/apis/") ? path.split("/")[2] : "";
    }

    @Test
    void giveNobodyEverything() {
        assertThat(Grants.ALL).allSatisfy(grant -> assertThat(grant.rule("x").toString())
                .doesNotContain("*", "secrets", "impersonate", "escalate", "bind,"));
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void areWhatTheChartGives(Scope scope) throws IOException {
        String name = scope.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-rules.yaml";
        same(ROOT.resolve("deploy/chart/kerf/files").resolve(name), rules(scope));
    }

    @Test
    void areWhatTheDocumentationSays() throws IOException {
        Path file = ROOT.resolve("docs/security.md");
        String text = Files.readString(file);
        int from = text.indexOf(TABLE);
        int to = text.indexOf("\n\n", from);
        assertThat(from).as("the table of grants in %s", file).isNotNegative();
        same(file, text.substring(0, from) + table() + text.substring(to));
    }

    /** What differs is written beside the test's results, to be copied. */
    private static void same(Path file, String wanted) throws IOException {
        Path now = Files.writeString(
                Files.createDirectories(Path.of("target/grants")).resolve(file.getFileName()), wanted);
        String found = Files.exists(file) ? Files.readString(file) : "";
        assertThat(found)
                .as("%s is not what Grants says; copy %s there", file, now.toAbsolutePath())
                .isEqualTo(wanted);
    }

    private static String rules(Scope scope) {
        return Grants.in(scope).stream()
                .map(grant -> """
                        # %s
                        - apiGroups: ["%s"]
                          resources: [%s]
                        %s  verbs: [%s]
                        """.formatted(
                                grant.why(),
                                grant.group(),
                                grant.resource(),
                                grant.name().isEmpty() ? "" : "  resourceNames: [" + grant.name() + "]\n",
                                String.join(", ", grant.verbs())))
                .collect(Collectors.joining());
    }

    private static final String TABLE = "| where | what | verbs | why |";

    private static String table() {
        return Grants.ALL.stream()
                .map(grant -> "| %s | `%s`%s | %s | %s |"
                        .formatted(
                                where(grant.scope()),
                                grant.resource(),
                                grant.group().isEmpty() ? "" : " (" + grant.group() + ")",
                                String.join(", ", grant.verbs()),
                                grant.why()))
                .collect(Collectors.joining("\n", TABLE + "\n|---|---|---|---|\n", ""));
    }

    private static String where(Scope scope) {
        return switch (scope) {
            case CLUSTER -> "cluster";
            case OWN_NAMESPACE -> "own namespace";
            case RESERVATIONS -> "reservations";
            case SIZING -> "cluster, where advice is acted on";
        };
    }
}
