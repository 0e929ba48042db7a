package io.weir.cluster;

import io.weir.catalog.StoreUnavailableException;
import io.weir.cluster.ClusterSecrets.AjpSecrets;
import io.weir.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what web servers have to send: the secret that the cluster shares, and the one before it for 24 hours. A secret in this node's
 * configuration becomes the cluster's; without one, the first node makes it. Follows the store on a thread of its own, and keeps to what
 * is on disk while the store is away. {@link #accepts} is for any thread and does not wait.
 */
public final class AjpSecret {
    /** How long a secret that was replaced may still be sent. */
    public static final Duration GRACE = Duration.ofHours(24);

    static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(AjpSecret.class);
    private static final int BYTES = 32;
    private static final long STOP_MILLIS = 10_000;

    private final Secret configured;
    private final SecretFile file;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "weir-ajp-secret");
    private volatile ClusterSecrets store;
    private volatile ValidSecrets valid = new ValidSecrets(Secret.NONE, Secret.NONE, List.of());
    /** What web servers can have got: what is on disk. */
    private Secret told = Secret.NONE;

    private boolean isTold;
    private @Nullable ClusterSecrets publishedTo;

    /**
     * @param configured {@link Secret#NONE} for the cluster's
     * @param random for the secret that is made where there is none
     */
    public AjpSecret(
            ClusterSecrets store, Secret configured, SecretFile file, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.configured = configured;
        this.file = file;
        this.clock = clock;
        this.random = random;
    }

    /** Reads what is kept, asks the store once, and begins to follow it. Blocks for the store's patience at most. */
    public void start() {
        Instant now = clock.instant();
        told = file.current();
        Secret current = !configured.isEmpty() ? configured : told.isEmpty() ? newSecret() : told;
        ValidSecrets kept = new ValidSecrets(current, configured, file.former());
        valid = kept.at(now).withCurrent(current).withFormer(told, now.plus(GRACE));
        refresh();
        thread.setDaemon(true);
        thread.start();
    }

    /** 43 characters: mod_proxy_ajp takes no more than 63. */
    private Secret newSecret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** True where a web server that sends this may be served. */
    public boolean accepts(Secret given) {
        return valid.contains(given, clock.instant());
    }

    /** Shares another cluster's secret from the next look on; the former one stays valid for as long as one that was changed. */
    public void moveTo(ClusterSecrets other) {
        store = other;
    }

    private void follow() {
        try {
            while (!stopping.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                refresh();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the store, and takes over what it says. */
    void refresh() {
        ValidSecrets before = valid;
        ValidSecrets after = before.at(clock.instant());
        ClusterSecrets asked = store;
        try {
            // Once only: what another node makes of it later counts.
            AjpSecrets shared = configured.isEmpty() || publishedTo == asked
                    ? asked.claim(before.current())
                    : asked.change(configured, GRACE);
            publishedTo = asked;
            Instant now = clock.instant();
            after = after.withCurrent(shared.current())
                    .withFormer(told, now.plus(GRACE))
                    .withFormer(shared.former(), now.plus(shared.formerLeft()));
        } catch (StoreUnavailableException e) {
            log.debug("AJP secret: {}", e.getMessage());
        }
        if (!after.equals(before) || !isTold) {
            valid = after;
            tell(after);
        }
    }

    private void tell(ValidSecrets secrets) {
        if (!secrets.current().equals(told) && !told.isEmpty()) {
            log.info("the AJP secret has changed; web servers find it in {}", file.path());
        }
        file.write(secrets.current(), secrets.former());
        told = secrets.current();
        isTold = true;
    }

    /** Follows the store no longer. */
    public void stop() throws InterruptedException {
        stopping.countDown();
        thread.join(STOP_MILLIS);
    }
}
