package io.weir.cluster;

import io.weir.config.Secret;
import java.time.Instant;

/** A secret that was replaced and is valid until its end. */
record FormerSecret(Secret secret, Instant end) {

    boolean isValid(Instant now) {
        return now.isBefore(end);
    }
}
