package io.weir.wsconfig.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.wsconfig.failure.WsconfigException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IIS cannot be run here: its texts are held to what Tomcat Connectors and Microsoft document. */
class IisTest {
    /** Of the ISAPI redirector's reference. */
    private static final Set<String> DOCUMENTED = Set.of(
            "extension_uri",
            "log_file",
            "log_level",
            "log_rotationtime",
            "log_filesize",
            "worker_file",
            "worker_mount_file",
            "worker_mount_reload",
            "strip_session",
            "uri_select",
            "reject_unsafe",
            "watchdog_interval",
            "error_page",
            "enable_chunked_encoding",
            "flush_packets");

    private final Iis site = new Iis(3, "Default Web Site");

    @Test
    void writesTheRedirectorsProperties() {
        Golden.assertText(site.properties(), "isapi_redirect.properties");
        site.properties()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> assertThat(DOCUMENTED).contains(line.substring(0, line.indexOf('='))));
    }

    @Test
    void writesTheCommandsForASite() {
        Golden.assertText(site.install().replace("\r\n", "\n"), "install.cmd");
        Golden.assertText(site.remove().replace("\r\n", "\n"), "remove.cmd");
    }

    @Test
    void writesTheCommandsForAllSites() {
        Iis all = new Iis(3, "All");

        assertThat(all.install())
                .contains(
                        "for /f \"delims=\" %%s in ('\"\"%APPCMD%\" list site /text:name\"') do call :connect \"%%s\"");
        assertThat(all.remove()).contains("do call :disconnect \"%%s\"");
    }

    @Test
    void endsLinesAsCmdWantsThem() {
        assertThat(site.install()).doesNotContainPattern("[^\\r]\\n");
        assertThat(site.remove()).doesNotContainPattern("[^\\r]\\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\"b", "100%", "a/b", "a'b", "a]b", "a\nb"})
    void refusesANameThatTheCommandsCannotHold(String name) {
        assertThatThrownBy(() -> new Iis(3, name))
                .isInstanceOf(WsconfigException.class)
                .hasMessageContaining("-site: ")
                .hasMessageContaining("(expected:");
    }
}
