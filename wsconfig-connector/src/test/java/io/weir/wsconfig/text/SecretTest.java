package io.weir.wsconfig.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    @TempDir
    Path folder;

    @Test
    void showsItselfOnlyWhereItIsWritten() throws IOException {
        Secret secret = read("tops3cret\n");

        assertThat(secret).hasToString("***").isEqualTo(read("tops3cret"));
        assertThat(secret.reveal()).isEqualTo("tops3cret");
        assertThat(secret.maskIn("line 7: secret=tops3cret")).isEqualTo("line 7: secret=***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "two words", "a\nb", "hash#tag", "$(HOME)", "ü"})
    void refusesWhatModJkWouldReadDifferently(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(WsconfigException.class)
                .hasMessageContaining("holds no secret that mod_jk can read (expected:")
                .hasMessageNotContaining("words")
                .hasMessageNotContaining("HOME");
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThatThrownBy(() -> Secret.read(folder.resolve("none")))
                .hasMessageContaining("none: cannot be read (expected:");
    }

    private Secret read(String text) throws IOException {
        return Secret.read(Files.writeString(folder.resolve("ajp-secret"), text));
    }
}
