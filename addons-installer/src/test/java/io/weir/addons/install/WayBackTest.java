package io.weir.addons.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.weir.addons.machine.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever an upgrade is killed, the next one finds out what is to be done. */
class WayBackTest {

    @TempDir
    Path dir;

    private WayBack wayBack;

    @BeforeEach
    void install() throws IOException {
        for (String folder : List.of("bin", "data", "conf", "next")) {
            Files.createDirectories(dir.resolve(folder));
        }
        write("bin/program", "former");
        write("next/program", "newer");
        write("data/file", "former");
        write("conf/file", "former");
        wayBack = new WayBack(new Placed(dir, version("1")));
    }

    @Test
    void goesBackToWhatItKept() throws IOException {
        begin();
        write("data/file", "rewritten");
        write("data/more", "rewritten");
        write("conf/file", "rewritten");

        wayBack.goBack();
        wayBack.discard();

        assertIsAsItWas();
    }

    @Test
    void goesOnWhereTheNewProgramsAreInPlace() throws IOException {
        begin();

        assertThat(again("1").begun()).map(InstallationFile::version).contains("2");
        assertThat(again("1").kept()).containsExactly(0);
    }

    @Test
    void putsProgramsBackThatWereMovedAway() throws IOException {
        Files.createDirectories(dir.resolve("former"));
        version("2").write(dir.resolve("former"));
        Files.move(dir.resolve("bin"), dir.resolve("former/programs"));

        assertThat(again("1").begun()).isEmpty();
        again("1").clear();

        assertIsAsItWas();
    }

    @Test
    void endsAWayBackThatWasBrokenOff() throws IOException {
        begin();
        write("former/going-back", "");
        Files.delete(dir.resolve("data/file"));
        Files.delete(dir.resolve("data"));

        assertThat(again("1").begun()).isEmpty();
        again("1").clear();

        assertIsAsItWas();
    }

    @Test
    void clearsUpAfterOneThatWasDone() throws IOException {
        begin();

        assertThat(again("2").begun()).isEmpty();
        again("2").clear();

        assertThat(Files.readString(dir.resolve("bin/program"))).isEqualTo("newer");
        assertThat(dir.resolve("former")).doesNotExist();
    }

    private void begin() throws IOException {
        wayBack.open(version("2"), dir.resolve("next"));
        assertThat(wayBack.isKept(0)).isFalse();
        wayBack.keep(0);
        assertThat(Files.readString(dir.resolve("bin/program"))).isEqualTo("newer");
    }

    private WayBack again(String installed) {
        return new WayBack(new Placed(dir, version(installed)));
    }

    private void assertIsAsItWas() throws IOException {
        for (String file : List.of("bin/program", "data/file", "conf/file")) {
            assertThat(Files.readString(dir.resolve(file))).as(file).isEqualTo("former");
        }
        assertThat(dir.resolve("data/more")).doesNotExist();
        assertThat(dir.resolve("former")).doesNotExist();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(dir.resolve(file), text);
    }

    private static InstallationFile version(String version) {
        return new InstallationFile(1, "datastore", version, "somebody", JsonNodeFactory.instance.objectNode());
    }

    /** An add-on of one server that never runs. */
    private record Placed(Path dir, InstallationFile installation) implements Addon {

        @Override
        public String title() {
            return "add-on";
        }

        @Override
        public List<Server> servers() {
            return List.of(new Server(
                    "server",
                    dir,
                    List.of("program"),
                    Map.of(),
                    dir.resolve("pid"),
                    dir.resolve("log"),
                    "somebody",
                    List.of(),
                    Optional::empty,
                    List.of()));
        }

        @Override
        public Path programs() {
            return dir.resolve("bin");
        }

        @Override
        public void writeSettings() {}

        @Override
        public void adaptToPrograms() {}

        @Override
        public void beforeStart(Server server) {}

        @Override
        public void join() {}

        @Override
        public boolean isHealthy() {
            return true;
        }

        @Override
        public String health() {
            return "";
        }
    }
}
