package io.weir.wsconfig.connector;

import io.weir.wsconfig.text.AjpTuning;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a user asked of a connector; all that is needed to make it again. Immutable.
 *
 * @param secretFile empty where the protocol needs none
 * @param module mod_jk's file, or the folder of mod_proxy's, or isapi_redirect's file; empty: looked for
 * @param mapping the user's own rules
 * @param statusPath where mod_jk's status worker answers to the machine itself
 */
public record ConnectorSettings(
        Site site,
        Protocol protocol,
        Source source,
        Optional<Path> secretFile,
        Optional<Path> module,
        Optional<Path> bin,
        Optional<Path> script,
        Optional<String> service,
        Optional<Path> mapping,
        Optional<String> statusPath,
        AjpTuning tuning) {
    /** The same for the site as it was called before, perhaps in other letters. */
    ConnectorSettings of(Site other) {
        return new ConnectorSettings(
                other, protocol, source, secretFile, module, bin, script, service, mapping, statusPath, tuning);
    }

    boolean isForIis() {
        return site.webServer() == WebServer.IIS;
    }
}
