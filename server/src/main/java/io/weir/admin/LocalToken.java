package io.weir.admin;

import io.weir.catalog.Organization;
import io.weir.catalog.Role;
import io.weir.config.OwnerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token for commands on the node's own machine: made anew at each start, written to {@code data/admin-token} (0600), known to this
 * process alone, so it works while the store is away. A node whose disk does not take it does without. Any thread once started.
 */
final class LocalToken {
    static final String FILE = "admin-token";

    private static final Logger log = LoggerFactory.getLogger(LocalToken.class);

    private static final Principal PRINCIPAL = new Principal(
            FirstAdmin.ID,
            "Local administrator",
            Set.of(Role.ADMIN),
            Organization.DEFAULT,
            Principal.Way.LOCAL_TOKEN,
            null);

    private final Path data;
    private final byte[] token;

    LocalToken(Path data, Secrets secrets) {
        this.data = data;
        this.token = secrets.next(Secrets.LOCAL).getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the file; what fails is logged, since traffic does not depend on it. */
    void start() {
        try {
            OwnerFile.write(data, FILE, new String(token, StandardCharsets.UTF_8));
        } catch (IOException e) {
            log.warn(
                    "{} cannot be written: {}; commands on this machine need --token or WEIR_TOKEN until the next start",
                    data.resolve(FILE),
                    e.toString());
        }
    }

    /** The administrator, where the secret is this token and comes from this machine. */
    Optional<Principal> find(String secret, boolean isLocal) {
        boolean isEqual = MessageDigest.isEqual(token, secret.getBytes(StandardCharsets.UTF_8));
        return isEqual && isLocal ? Optional.of(PRINCIPAL) : Optional.empty();
    }
}
