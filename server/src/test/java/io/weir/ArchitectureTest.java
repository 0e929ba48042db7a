package io.weir;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house, as {@code ARCHITECTURE.md} states them. */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final String[] ADAPTERS = {
        "io.weir.http..", "io.weir.ajp..", "io.weir.admin..", "io.weir.redis..", "io.weir.elastic..", "io.weir.memory.."
    };

    private static final JavaClasses WEIR = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.weir");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.weir.(*)..").should().beFreeOfCycles().check(WEIR);
    }

    @Test
    void exchangeKnowsNothingButItselfAndVertxCore() {
        classes()
                .that()
                .resideInAPackage("io.weir.exchange..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.weir.exchange..", "java..", "io.vertx.core..", "org.jspecify..")
                .check(WEIR);
    }

    @Test
    void librariesStayInTheirAdapters() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.weir.redis..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("redis.clients..", "redis.embedded..")
                .check(WEIR);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.weir.http..", "io.weir.admin..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.ext.web..")
                .check(WEIR);
    }

    @Test
    void elasticsearchIsKnownToItsAdapterAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.weir.elastic..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("co.elastic..", "eu.maveniverse..", "org.eclipse.aether..")
                .check(WEIR);
    }

    @Test
    void adaptersAreSeenByTheCompositionRootAlone() {
        for (String adapter : ADAPTERS) {
            noClasses()
                    .that(not(resideInAPackage(adapter)).and(not(resideInAnyPackage("io.weir", "io.weir.cli.."))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(adapter)
                    .allowEmptyShould(true)
                    .check(WEIR);
        }
    }

    @Test
    void policiesDoNotSeeEachOther() {
        slices().matching("io.weir.policy.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(WEIR);
    }

    @Test
    void clocksAndRandomnessAreInjected() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.weir.time..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .check(WEIR);
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(WEIR);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager)").check(WEIR);
    }

    @Test
    void everyPackageIsDescribedAndNullMarked() throws IOException {
        List<Path> bare;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            bare = files.filter(Files::isDirectory)
                    .filter(ArchitectureTest::isUndescribed)
                    .toList();
        }

        assertThat(bare).isEmpty();
    }

    private static boolean isUndescribed(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            boolean hasCode = files.anyMatch(file -> file.toString().endsWith(".java"));
            Path description = folder.resolve("package-info.java");
            return hasCode
                    && !(Files.exists(description)
                            && Files.readString(description).contains("@NullMarked"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
