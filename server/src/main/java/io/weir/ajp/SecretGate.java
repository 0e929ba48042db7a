package io.weir.ajp;

import io.weir.config.Secret;
import io.weir.door.RefusedException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets through who knows the secret; tells of the others in the log, not more often than once a minute. Confined to its event loop. */
final class SecretGate {
    private static final Logger LOG = LoggerFactory.getLogger(SecretGate.class);
    private static final long SILENCE = TimeUnit.MINUTES.toNanos(1);

    private final Predicate<Secret> secrets;
    private final LongSupplier nanos;
    private boolean told;
    private long toldAt;

    /** @param nanos a clock that need not be fine */
    SecretGate(Predicate<Secret> secrets, LongSupplier nanos) {
        this.secrets = secrets;
        this.nanos = nanos;
    }

    /** @throws RefusedException where it is none or a wrong one */
    void check(Secret given) {
        if (secrets.test(given)) {
            return;
        }
        long now = nanos.getAsLong();
        if (!told || now - toldAt > SILENCE) {
            told = true;
            toldAt = now;
            LOG.warn(
                    "a web server sent {} over AJP (expected: what data/ajp-secret holds, as worker.NAME.secret of mod_jk)",
                    given.isEmpty() ? "no secret" : "a wrong secret");
        }
        throw RefusedException.malformed(
                403, "wrong-secret", "the web server does not send the secret that the gateway expects of it");
    }
}
