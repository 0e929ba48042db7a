package io.weir.addons;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house, as far as they are about this module. */
class ArchitectureTest {
    private static final JavaClasses ADDONS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.weir.addons");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.weir.(addons.*)..").should().beFreeOfCycles().check(ADDONS);
    }

    @Test
    void librariesStayWithTheirAddon() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.weir.addons.datastore..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("redis.clients..", "io.weir.redis..")
                .check(ADDONS);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.weir.addons.analytics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hc..", "io.weir.elastic..")
                .check(ADDONS);
    }

    @Test
    void addonsDoNotSeeEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.weir.addons.datastore..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.weir.addons.analytics..")
                .check(ADDONS);
        noClasses()
                .that()
                .resideInAPackage("io.weir.addons.analytics..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.weir.addons.datastore..")
                .allowEmptyShould(true)
                .check(ADDONS);
    }

    @Test
    void clocksAreInjected() {
        noClasses()
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(ADDONS);
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(ADDONS);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager)").check(ADDONS);
    }

    @Test
    void everyPackageIsDescribedAndNullMarked() throws IOException {
        List<Path> bare;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/weir/addons"))) {
            bare = files.filter(Files::isDirectory)
                    .filter(folder -> !isDescribed(folder.resolve("package-info.java")))
                    .toList();
        }

        assertThat(bare).isEmpty();
    }

    private static boolean isDescribed(Path description) {
        try {
            return Files.exists(description) && Files.readString(description).contains("@NullMarked");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
