package io.weir.cluster;

import io.weir.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The secrets that count now. Immutable.
 *
 * @param current what web servers are to send
 * @param own what this node's configuration says, which counts too; {@link Secret#NONE} where it says nothing
 * @param former what they may still send, the one that lasts longest first; at most {@value #MAX_FORMER}
 */
record ValidSecrets(Secret current, Secret own, List<FormerSecret> former) {
    static final int MAX_FORMER = 4;

    /** Ends that differ by less are the same: they are told as what is left, and telling takes time. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    ValidSecrets {
        former = List.copyOf(former);
    }

    /** Takes as long whichever of them it is, and whether or not it is one. */
    boolean contains(Secret given, Instant now) {
        if (given.isEmpty()) {
            return false;
        }
        boolean found = current.equals(given);
        found |= own.equals(given);
        for (FormerSecret each : former) {
            boolean isSame = each.secret().equals(given);
            found |= isSame && each.isValid(now);
        }
        return found;
    }

    /** These, with another current one; the one before is not among them unless it is added. */
    ValidSecrets withCurrent(Secret next) {
        return next.equals(current)
                ? this
                : new ValidSecrets(
                        next,
                        own,
                        former.stream()
                                .filter(each -> !each.secret().equals(next))
                                .toList());
    }

    /** These, with one more that is valid for a while. */
    ValidSecrets withFormer(Secret secret, Instant end) {
        if (secret.isEmpty() || secret.equals(current) || isKnown(secret, end)) {
            return this;
        }
        List<FormerSecret> all = new ArrayList<>(former);
        all.removeIf(each -> each.secret().equals(secret));
        all.add(new FormerSecret(secret, end));
        all.sort(Comparator.comparing(FormerSecret::end).reversed());
        return new ValidSecrets(current, own, all.subList(0, Math.min(all.size(), MAX_FORMER)));
    }

    private boolean isKnown(Secret secret, Instant end) {
        return former.stream()
                .anyMatch(each -> each.secret().equals(secret)
                        && !each.end().plus(TOLERANCE).isBefore(end));
    }

    /** These, without what is over. */
    ValidSecrets at(Instant now) {
        return former.stream().allMatch(each -> each.isValid(now))
                ? this
                : new ValidSecrets(
                        current,
                        own,
                        former.stream().filter(each -> each.isValid(now)).toList());
    }
}
