package io.weir.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.catalog.StoreUnavailableException;
import io.weir.config.Secret;
import io.weir.memory.InMemoryClusterSecrets;
import io.weir.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AjpSecretTest {
    private static final Secret OLD = Secret.of("old");
    private static final Secret NEW = Secret.of("new");

    private final FragileSecrets store = new FragileSecrets();
    private final RandomGenerator random = new SplittableRandom(7);
    private final List<AjpSecret> started = new ArrayList<>();
    private volatile Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path folder;

    /** A store that can be away. */
    private static final class FragileSecrets implements ClusterSecrets {
        final InMemoryClusterSecrets secrets = new InMemoryClusterSecrets(Ticker.system());
        volatile boolean isAway;

        @Override
        public AjpSecrets claim(Secret proposed) throws StoreUnavailableException {
            requirePresence();
            return secrets.claim(proposed);
        }

        @Override
        public AjpSecrets change(Secret next, Duration grace) throws StoreUnavailableException {
            requirePresence();
            return secrets.change(next, grace);
        }

        @Override
        public void close() {}

        private void requirePresence() throws StoreUnavailableException {
            if (isAway) {
                throw new StoreUnavailableException("away");
            }
        }
    }

    private AjpSecret start(Secret configured, Path data) {
        AjpSecret secret = new AjpSecret(store, configured, new SecretFile(data), () -> now, random);
        secret.start();
        started.add(secret);
        return secret;
    }

    private AjpSecret start(Secret configured) {
        return start(configured, folder);
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (AjpSecret secret : started) {
            secret.stop();
        }
    }

    private Secret onDisk(Path data) throws IOException {
        return Secret.of(Files.readString(data.resolve("ajp-secret")).strip());
    }

    @Test
    void theFirstNodeMakesOneForAll() throws Exception {
        AjpSecret first = start(Secret.NONE, folder.resolve("first"));
        AjpSecret second = start(Secret.NONE, folder.resolve("second"));

        Secret made = onDisk(folder.resolve("first"));
        assertThat(made.reveal()).matches("[A-Za-z0-9_-]{43}");
        assertThat(onDisk(folder.resolve("second"))).isEqualTo(made);
        assertThat(first.accepts(made)).isTrue();
        assertThat(second.accepts(made)).isTrue();
        assertThat(second.accepts(Secret.of("guess"))).isFalse();
        assertThat(second.accepts(Secret.NONE)).isFalse();
        assertThat(folder.resolve("second")).isDirectoryNotContaining(file -> file.endsWith("ajp-secret-former"));
    }

    @Test
    void onlyTheOwnerReadsTheFile() throws Exception {
        start(Secret.NONE);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ajp-secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsItsSecretOverARestartWithoutTheStore() throws Exception {
        start(Secret.NONE);
        Secret made = onDisk(folder);
        store.isAway = true;

        AjpSecret again = start(Secret.NONE);

        assertThat(again.accepts(made)).isTrue();
        assertThat(onDisk(folder)).isEqualTo(made);
    }

    @Test
    void makesOneWhenThereIsNeitherStoreNorFile() throws Exception {
        store.isAway = true;
        AjpSecret alone = start(Secret.NONE);
        Secret made = onDisk(folder);
        assertThat(alone.accepts(made)).isTrue();

        store.secrets.claim(NEW);
        store.isAway = false;
        alone.refresh();

        assertThat(alone.accepts(NEW)).isTrue();
        assertThat(onDisk(folder)).isEqualTo(NEW);
        // Web servers may have been told what the node made up.
        assertThat(alone.accepts(made)).isTrue();
        now = now.plus(AjpSecret.GRACE);
        assertThat(alone.accepts(made)).isFalse();
    }

    @Test
    void aChangedOneLeavesTheFormerValidForADay() throws Exception {
        start(OLD);
        AjpSecret changed = start(NEW);

        assertThat(onDisk(folder)).isEqualTo(NEW);
        assertThat(changed.accepts(NEW)).isTrue();
        now = now.plus(AjpSecret.GRACE.minusMinutes(2));
        assertThat(changed.accepts(OLD)).isTrue();
        now = now.plus(Duration.ofMinutes(4));
        assertThat(changed.accepts(OLD)).isFalse();
        assertThat(changed.accepts(NEW)).isTrue();
    }

    @Test
    void theFormerOneIsKnownAfterARestartWithoutTheStore() {
        start(OLD);
        store.isAway = true;
        start(NEW);
        now = now.plus(Duration.ofHours(23));

        AjpSecret again = start(NEW);

        assertThat(again.accepts(OLD)).isTrue();
        now = now.plus(Duration.ofHours(1));
        assertThat(again.accepts(OLD)).isFalse();
    }

    @Test
    void theOthersFollowAChange() throws Exception {
        AjpSecret follower = start(Secret.NONE, folder.resolve("follower"));
        Secret made = onDisk(folder.resolve("follower"));
        start(NEW);

        follower.refresh();

        assertThat(follower.accepts(NEW)).isTrue();
        assertThat(follower.accepts(made)).isTrue();
        assertThat(onDisk(folder.resolve("follower"))).isEqualTo(NEW);
    }

    @Test
    void whatTheConfigurationSaysCountsOnThisNodeWhateverOthersSet() {
        AjpSecret here = start(OLD);
        start(NEW, folder.resolve("other"));
        here.refresh();
        now = now.plus(AjpSecret.GRACE.plusDays(1));
        here.refresh();

        assertThat(here.accepts(OLD)).isTrue();
        assertThat(here.accepts(NEW)).isTrue();
    }

    @Test
    void takesItsSecretToANewClusterAndTheSecretOfOneThatHasIt() throws Exception {
        AjpSecret secret = start(Secret.NONE);
        Secret made = onDisk(folder);
        FragileSecrets empty = new FragileSecrets();
        secret.moveTo(empty);
        secret.refresh();
        assertThat(empty.claim(NEW).current()).isEqualTo(made);

        FragileSecrets used = new FragileSecrets();
        used.claim(NEW);
        secret.moveTo(used);
        secret.refresh();

        assertThat(secret.accepts(NEW)).isTrue();
        assertThat(secret.accepts(made)).isTrue();
        assertThat(onDisk(folder)).isEqualTo(NEW);
        now = now.plus(AjpSecret.GRACE);
        assertThat(secret.accepts(made)).isFalse();
    }

    @Test
    void aDamagedFileOfFormerOnesIsPassedOver() throws Exception {
        Files.writeString(folder.resolve("ajp-secret"), "old\n");
        Files.writeString(folder.resolve("ajp-secret-former"), "rubbish\n2026-01-02T04:00:00Z older\n\n");

        AjpSecret secret = start(Secret.NONE);

        assertThat(secret.accepts(OLD)).isTrue();
        assertThat(secret.accepts(Secret.of("older"))).isTrue();
        assertThat(secret.accepts(Secret.of("rubbish"))).isFalse();
    }
}
