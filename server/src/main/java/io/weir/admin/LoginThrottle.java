package io.weir.admin;

import io.netty.util.NetUtil;
import io.weir.catalog.StoreUnavailableException;
import io.weir.session.AttemptStore;
import io.weir.session.AttemptStore.Tally;
import io.weir.session.LocalAttempts;
import io.weir.session.Pace;
import io.weir.time.Ticker;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Slows guessing down, on all nodes: after some failures of a user from an address each further one doubles the wait before the next try,
 * and so it does after more failures from an address, whoever they try to be. Nobody else is delayed, and no request waits here: it is told
 * when to come again. A try is counted before it is made, so that many at once are no way around. While the store is away each node counts
 * for itself. Blocks on the store.
 */
final class LoginThrottle {
    /** Failures of a user from an address without a wait. */
    static final int FREE = 3;

    /** Failures from an address without a wait. */
    static final int FREE_OF_ADDRESS = 20;

    /** Sign-ups from an address without a wait. */
    static final int FREE_SIGNUPS = 5;

    /** Sign-ups in the whole cluster without a wait. */
    static final int FREE_SIGNUPS_OF_ALL = 200;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LOGIN_MEMORY = Duration.ofMinutes(15);
    private static final Pace OF_USER = new Pace(FREE, MINUTE, LOGIN_MEMORY);
    private static final Pace OF_ADDRESS = new Pace(FREE_OF_ADDRESS, MINUTE, LOGIN_MEMORY);
    private static final Pace SIGNUPS = new Pace(FREE_SIGNUPS, HOUR, Duration.ofDays(1));
    private static final Pace SIGNUPS_OF_ALL = new Pace(FREE_SIGNUPS_OF_ALL, MINUTE, HOUR);

    /** Whoever has one address of IPv6 has so many octets' worth of them. */
    private static final int NETWORK_OCTETS = 8;

    private static final int IPV6_OCTETS = 16;

    private final Supplier<AttemptStore> attempts;
    private final LocalAttempts local;

    LoginThrottle(Supplier<AttemptStore> attempts, Ticker ticker) {
        this.attempts = attempts;
        this.local = new LocalAttempts(ticker);
    }

    /**
     * Counts a try to log in.
     *
     * @throws ProblemException 429 where it is too early
     */
    void logIn(String user, String address) {
        long wait = seconds(tallies(user, address));
        if (wait > 0) {
            throw new ProblemException(
                    429,
                    "too-many-logins",
                    "too many failures of this user, or from this address; try again in " + wait + " s",
                    List.of(),
                    retryAfter(wait));
        }
    }

    /** What was counted last was no guess. */
    void succeeded(String user, String address) {
        List<Tally> tallies = tallies(user, address);
        try {
            attempts.get().clear(tallies.get(0));
            attempts.get().giveBack(tallies.subList(1, 2));
        } catch (StoreUnavailableException e) {
            local.clear(tallies.get(0));
            local.giveBack(tallies.subList(1, 2));
        }
    }

    /**
     * Counts a sign-up, whatever becomes of it.
     *
     * @throws ProblemException 429 where it is too early
     */
    void signUp(String address) {
        List<Tally> tallies =
                List.of(new Tally("signup " + network(address), SIGNUPS), new Tally("signup", SIGNUPS_OF_ALL));
        long wait = seconds(tallies);
        if (wait > 0) {
            throw new ProblemException(
                    429,
                    "too-many-signups",
                    "too many sign-ups from this address, or altogether; try again in " + wait + " s",
                    List.of(),
                    retryAfter(wait));
        }
    }

    private static Map<String, String> retryAfter(long seconds) {
        return Map.of("Retry-After", Long.toString(seconds));
    }

    /** Until the next try; 0 where this one is counted. */
    private long seconds(List<Tally> tallies) {
        return (take(tallies) + 999) / 1000;
    }

    private long take(List<Tally> tallies) {
        try {
            return attempts.get().take(tallies);
        } catch (StoreUnavailableException e) {
            return local.take(tallies);
        }
    }

    private static List<Tally> tallies(String user, String address) {
        String network = network(address);
        return List.of(new Tally("login " + network + " " + user, OF_USER), new Tally("login " + network, OF_ADDRESS));
    }

    private static String network(String address) {
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(address);
        return octets == null || octets.length < IPV6_OCTETS
                ? address
                : HexFormat.of().formatHex(octets, 0, NETWORK_OCTETS);
    }
}
