package io.weir.wsconfig;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
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

/** The rules of the house, as far as they are about this program. */
class ArchitectureTest {
    private static final JavaClasses WSCONFIG = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.weir.wsconfig");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.weir.(wsconfig.*)..").should().beFreeOfCycles().check(WSCONFIG);
    }

    @Test
    void itNeedsNothingOfWeirAndFewLibraries() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.weir.wsconfig..",
                        "java..",
                        "javax.xml..",
                        "picocli..",
                        "com.fasterxml.jackson.core..",
                        "org.jspecify..")
                .check(WSCONFIG);
    }

    @Test
    void textsAreMadeOfNothingButTheirInput() {
        noClasses()
                .that()
                .resideInAPackage("io.weir.wsconfig.text..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.weir.wsconfig.connector..",
                        "io.weir.wsconfig.httpd..",
                        "java.net..",
                        "java.time.temporal..")
                .check(WSCONFIG);
    }

    @Test
    void clocksAreInjected() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Main")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(WSCONFIG);
    }

    @Test
    void nothingSleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(WSCONFIG);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager)").check(WSCONFIG);
    }

    @Test
    void everyPackageIsDescribedAndNullMarked() throws IOException {
        List<Path> bare;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/weir/wsconfig"))) {
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
