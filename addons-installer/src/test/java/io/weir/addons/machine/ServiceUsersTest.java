package io.weir.addons.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceUsersTest {
    private final List<List<String>> ran = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    @TempDir
    Path programs;

    @Test
    void letsAnOrdinaryUserRunServersAsItself() {
        assertThat(users("me").choose(null, "weir-redis")).isEqualTo("me");
        assertThat(users("me").as("me")).isEmpty();
    }

    @Test
    void letsOnlyRootChooseSomebodyElse() {
        assertThatThrownBy(() -> users("me").choose("nobody", "weir-redis"))
                .hasMessageContaining("--user: nobody (expected: none;");
        assertThatThrownBy(() -> users("me").as("weir-redis"))
                .hasMessageContaining("runs as weir-redis (expected: a call by");
    }

    @Test
    void givesRootsServersAUserOfTheirOwn() throws IOException {
        program("useradd");
        ServiceUsers users = users("root");

        String user = users.choose(null, "weir-no-such-user");
        users.provide(user);

        assertThat(user).isEqualTo("weir-no-such-user");
        assertThat(ran.get(ran.size() - 1))
                .startsWith("useradd", "--system", "--gid", "weir")
                .endsWith("weir-no-such-user");
        assertThat(said).containsExactly("made the system user weir-no-such-user, as which the server runs");
    }

    @Test
    void saysWhatToDoWhereNoUserCanBeMade() {
        assertThatThrownBy(() -> users("root").provide("weir-no-such-user"))
                .hasMessageContaining("no useradd on the PATH (expected: that user, made by hand, or --user");
    }

    @Test
    void refusesAUserThatIsNotThere() {
        assertThatThrownBy(() -> users("root").choose("weir-no-such-user", "weir-redis"))
                .hasMessage("--user: weir-no-such-user (expected: a user of this machine)");
    }

    @Test
    void changesTheUserBySetprivElseRunuser() throws IOException {
        program("runuser");
        assertThat(users("root").as("nobody")).containsExactly("runuser", "-u", "nobody", "--");

        program("setpriv");
        assertThat(users("root").as("nobody")).startsWith("setpriv", "--reuid=nobody");
    }

    private ServiceUsers users(String me) {
        Machine machine = new Machine(false, me, programs.toString(), programs, programs);
        return new ServiceUsers(
                machine,
                command -> {
                    ran.add(command);
                    return new CommandRunner.Outcome(0, "");
                },
                said::add);
    }

    private void program(String name) throws IOException {
        assertThat(Files.writeString(programs.resolve(name), "#!/bin/sh\n")
                        .toFile()
                        .setExecutable(true))
                .isTrue();
    }
}
