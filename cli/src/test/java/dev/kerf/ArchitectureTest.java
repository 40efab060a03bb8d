package dev.kerf;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.io.Serializable;
import java.sql.DriverManager;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The arrows between modules and what each may know: a rule broken here is a design changed. */
class ArchitectureTest {
    private static final JavaClasses KERF = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.kerf");

    @Test
    void coreKnowsTheJdkAndJspecifyOnly() {
        check(classes()
                .that()
                .resideInAPackage("dev.kerf.core..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "dev.kerf.core..")
                        .or(primitiveArrays())));
    }

    @Test
    void coreHasNoInputOrOutput() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.kerf.core..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.net..",
                                "java.util.logging..")
                        .and(DescribedPredicate.not(type(Serializable.class))))
                .because("readers and effects stand outside the core"));
    }

    @Test
    void coreHasNoClockAndNoDice() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.kerf.core..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.Random"
                        + "|java\\.util\\.concurrent\\.ThreadLocalRandom"
                        + "|java\\.security\\.SecureRandom"
                        + "|java\\.time\\.Clock"
                        + "|java\\.util\\.UUID")
                .because("time and randomness come in as arguments"));
        check(noClasses()
                .that()
                .resideInAPackage("dev.kerf.core..")
                .should()
                .accessTargetWhere(asksTheMachine())
                .because("the same snapshot, policy and seed must give the same plan"));
    }

    @Test
    void modulesPointDownwards() {
        arrow("dev.kerf.objects..", "dev.kerf.core..");
        arrow("dev.kerf.fakecluster..", "dev.kerf.core..", "dev.kerf.objects..");
        arrow("dev.kerf.observe..", "dev.kerf.core..");
        arrow("dev.kerf.sim..", "dev.kerf.core..");
        arrow("dev.kerf.node..", "dev.kerf.core..");
        arrow("dev.kerf.kube..", "dev.kerf.core..", "dev.kerf.objects..");
        arrow("dev.kerf.server..", "dev.kerf.core..", "dev.kerf.objects..", "dev.kerf.sim..", "dev.kerf.kube..");
        arrow("dev.kerf.contest..", "dev.kerf.core..", "dev.kerf.objects..", "dev.kerf.testbed..");
        arrow(
                "dev.kerf.cli..",
                "dev.kerf.core..",
                "dev.kerf.objects..",
                "dev.kerf.sim..",
                "dev.kerf.kube..",
                "dev.kerf.server..",
                "dev.kerf.contest..",
                "dev.kerf.observe..",
                "dev.kerf.fakecluster..");
    }

    @Test
    void onlyOnePackageKnowsTheKubernetesClient() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.kerf.kube.api..", "dev.kerf.kube.crd..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fabric8..")
                .because("another client must be one package's work; the records of CRDs are in its words"));
    }

    @Test
    void driversOfDatabasesAreLoadedWhereTheyAreUsed() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.kerf.observe.store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.postgresql..", "org.duckdb.."));
        check(noClasses()
                .should()
                .dependOnClassesThat(type(DriverManager.class))
                .because("it loads every driver there is"));
    }

    @Test
    void packagesAreNamedBySubject() {
        check(noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..", "..impl..")
                .because("a package says what it is about, not what its code is made of"));
    }

    @Test
    void productCodeKnowsNoTestLibrary() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.kerf.testbed..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.junit..",
                        "org.assertj..",
                        "net.jqwik..",
                        "com.tngtech.archunit..",
                        "com.code_intelligence.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.kerf.testbed..", "dev.kerf.contest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.kerf.testbed..")
                .because("only a contest needs a real Kubernetes outside tests"));
    }

    @Test
    void packagesOfCoreHaveNoCycles() {
        check(slices().matching("dev.kerf.core.(*)..").should().beFreeOfCycles());
    }

    @Test
    void everyPackageIsNullMarked() {
        check(classes()
                .that()
                .areTopLevelClasses()
                .should(ArchConditions.be(describe("in a @NullMarked package", ArchitectureTest::packageIsNullMarked)))
                .because("NullAway only looks where package-info.java says @NullMarked"));
    }

    private static void arrow(String from, String... to) {
        DescribedPredicate<JavaClass> ours = resideInAPackage("dev.kerf..");
        check(noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat(ours.and(DescribedPredicate.not(resideInAnyPackage(to)))
                        .and(DescribedPredicate.not(resideInAPackage(from)))));
    }

    private static boolean packageIsNullMarked(JavaClass type) {
        return type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked");
    }

    private static DescribedPredicate<JavaAccess<?>> asksTheMachine() {
        Set<String> asked = Set.of(
                "java.time.Instant.now",
                "java.time.LocalDate.now",
                "java.time.LocalDateTime.now",
                "java.time.OffsetDateTime.now",
                "java.time.ZonedDateTime.now",
                "java.lang.Math.random",
                "java.lang.System.currentTimeMillis",
                "java.lang.System.nanoTime",
                "java.lang.System.identityHashCode",
                "java.lang.System.getenv",
                "java.lang.System.getProperty",
                "java.lang.System.getLogger",
                "java.lang.System.out",
                "java.lang.System.err",
                "java.lang.System.in");
        return describe(
                "asks the machine for time, dice, settings or output",
                access -> asked.contains(access.getTargetOwner().getName() + "." + access.getName()));
    }

    private static DescribedPredicate<JavaClass> primitiveArrays() {
        return describe("primitive", type -> type.getBaseComponentType().isPrimitive());
    }

    /** A rule that finds nothing to look at yet is kept. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(KERF);
    }
}
