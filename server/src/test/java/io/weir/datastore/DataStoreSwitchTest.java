package io.weir.datastore;

import static io.weir.datastore.SwitchedNode.at;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.weir.catalog.Api;
import io.weir.catalog.CatalogStatus;
import io.weir.catalog.CatalogStore.Edit;
import io.weir.catalog.Kind;
import io.weir.catalog.Samples;
import io.weir.cluster.SharedListener;
import io.weir.config.NodeConfig;
import io.weir.datastore.StoreTest.Found;
import io.weir.datastore.StoreTest.Loss;
import io.weir.datastore.StoreTest.Losses;
import io.weir.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataStoreSwitchTest {
    private static final NodeConfig.DataStore HERE = at("here", 1);
    private static final NodeConfig.DataStore THERE = at("there", 2);

    private @TempDir Path directory;
    private SwitchedNode node;
    private FakeServer there;

    @BeforeEach
    void start() throws Exception {
        node = new SwitchedNode(directory);
        there = node.server(THERE, 2);
    }

    @AfterEach
    void stop() throws Exception {
        node.stop();
        assertThat(node.servers.values()).allMatch(server -> server.connections.get() == 0);
    }

    @Test
    void movesEveryPartToTheOtherCluster() throws Exception {
        fillTheOther();

        StoreMoved moved = node.stores.move(THERE, false, "admin");

        assertThat(moved.isMoved()).isTrue();
        assertThat(moved.isSameCatalog()).isFalse();
        assertThat(moved.position()).isEqualTo(there.catalog.position());
        assertThat(node.updater.catalog().plan("theirs")).isNotNull();
        assertThat(node.updater.catalog().plan("mine")).isNull();
        assertThat(node.here.registry.view().ids()).isEmpty();
        assertThat(there.registry.view().ids()).containsExactly("n-1", "n-9");
        assertThat(node.here.connections).hasValue(0);
        assertThat(node.current.settings()).isEqualTo(THERE);
        assertThat(node.stores.moves()).isEqualTo(1);
        assertThat(node.calls).endsWith("moved");
        assertThat(node.config())
                .hasContent(SwitchedNode.CONFIG.replace("host=\"here\" port=\"1\"", "host=\"there\" port=\"2\""));
        assertThat(directory.resolve("config.xml.bak")).exists();
        assertThat(directory.resolve("catalog.snapshot.former")).exists();
        int trips = node.here.trips.get();
        await().atMost(Duration.ofSeconds(5)).until(() -> there.trips.get() > 1);
        assertThat(node.here.trips).hasValue(trips);
        node.updater.write(catalog -> List.of(Edit.put(Samples.plan("new"), 0)), "a");
        assertThat(there.catalog.position()).isEqualTo(node.updater.catalog().position());
    }

    @Test
    void refusesAnEmptyStoreUnlessToldToSeedIt() throws Exception {
        assertStays(Obstacle.EMPTY, false, "holds no catalogue");

        StoreMoved moved = node.stores.move(THERE, true, "admin");

        assertThat(moved.isSameCatalog()).isFalse();
        assertThat(node.updater.catalog().plan("mine")).isNotNull();
        assertThat(requireNonNull(there.catalog.position()).epoch())
                .isNotEqualTo(requireNonNull(node.here.catalog.position()).epoch());
        assertThat(there.registry.clusterName()).isEqualTo("weir");
        assertThat(there.catalog.contents().sizes()).containsEntry(Kind.API, 1L).containsEntry(Kind.ORGANIZATION, 1L);
    }

    @Test
    void seedsDocumentsAndNamesWhatIsLost() throws Exception {
        Api.DocumentRef document = node.here.catalog.putDocument("pets", new byte[] {1}, "a/b");
        node.updater.write(catalog -> List.of(Edit.put(Samples.api("pets", "/pets", document), 0)), "a");

        StoreMoved moved = node.stores.move(THERE, true, "admin");

        assertThat(moved.withoutDocument()).isEmpty();
        assertThat(there.catalog.document("pets", document)).isPresent();
    }

    @Test
    void seedsWhatNodesShareOfTheirListeners() throws Exception {
        SortedMap<String, SharedListener> shared = new TreeMap<>(Map.of("http", new SharedListener(true, "::", 80)));
        node.here.listeners.write(shared);

        StoreMoved moved = node.stores.move(THERE, true, "admin");

        assertThat(there.listeners.read()).isEqualTo(shared);
        assertThat(moved.warnings()).isEmpty();
    }

    @Test
    void seedsWithoutDocumentsWhileItsOwnStoreIsAway() throws Exception {
        Api.DocumentRef document = node.here.catalog.putDocument("pets", new byte[] {1}, "a/b");
        node.updater.write(catalog -> List.of(Edit.put(Samples.api("pets", "/pets", document), 0)), "a");
        goAway();

        StoreMoved moved = node.stores.move(THERE, true, "admin");

        assertThat(moved.withoutDocument()).containsExactly("pets");
        assertThat(moved.warnings()).singleElement().asString().contains("share their listeners");
        assertThat(requireNonNull(node.updater.catalog().api("pets"))
                        .definition()
                        .document())
                .isNull();
        assertThat(node.updater.status().state()).isEqualTo(CatalogStatus.State.IN_SYNC);
        node.here.breakAt("");
    }

    @Test
    void seedsNoStoreThatHoldsACatalogue() throws Exception {
        fillTheOther();

        assertStays(Obstacle.NOT_EMPTY, true, "holds a catalogue");
    }

    @Test
    void seedsNoStoreThatWasWiped() throws Exception {
        there.registry.renew(
                SwitchedNode.node("n-9", "another process", node.updater.catalog()), Duration.ofMinutes(1), 0);

        assertStays(Obstacle.WIPED, true, "which nodes n-9 hold");

        assertThat(there.catalog.position()).isNull();
    }

    @Test
    void movesWhileItsOwnStoreIsAway() throws Exception {
        fillTheOther();
        goAway();

        node.stores.move(THERE, false, "admin");

        assertThat(node.updater.status().state()).isEqualTo(CatalogStatus.State.IN_SYNC);
        await().atMost(Duration.ofSeconds(5)).until(node.limiter::isStoreUp);
        node.here.breakAt("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "catalog.position",
                "catalog.load",
                "catalog.changes",
                "contents.sizes",
                "contents.absent",
                "registry.reports",
                "registry.name",
                "registry.renew",
                "limiter",
                "sessions"
            })
    void staysWhereItIsWhenTheOtherStoreBreaksOffAt(String operation) throws Exception {
        fillTheOther();
        there.breakAt(operation);

        assertStays(Obstacle.UNAVAILABLE, false, "broke off");

        there.breakAt("");
        assertThat(there.registry.view().ids()).containsExactly("n-9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contents.replace", "catalog.document", "listeners"})
    void staysWhereItIsWhenSeedingBreaksOffAt(String operation) throws Exception {
        node.here.listeners.write(new TreeMap<>(Map.of("http", new SharedListener(true, "::", 80))));
        Api.DocumentRef document = node.here.catalog.putDocument("pets", new byte[] {1}, "a/b");
        node.updater.write(catalog -> List.of(Edit.put(Samples.api("pets", "/pets", document), 0)), "a");
        there.breakAt(operation);

        assertStays(Obstacle.UNAVAILABLE, true, "broke off");

        there.breakAt("");
        assertThat(there.catalog.position()).isNull();
        assertThat(there.registry.view().ids()).isEmpty();
    }

    @Test
    void staysWhereItIsWhenItsDocumentsCannotBeRead() throws Exception {
        Api.DocumentRef document = node.here.catalog.putDocument("pets", new byte[] {1}, "a/b");
        node.updater.write(catalog -> List.of(Edit.put(Samples.api("pets", "/pets", document), 0)), "a");
        node.here.breakAt("catalog.document");

        assertStays(Obstacle.UNAVAILABLE, true, "broke off at catalog.document");
    }

    @Test
    void staysWhereItIsWhenTheServerCannotBeUsedOrStarted() throws Exception {
        node.unusable.put(THERE, new ObstacleException(Obstacle.WRONG_PASSWORD, "wrong"));
        assertStays(Obstacle.WRONG_PASSWORD, false, "wrong");

        node.servers.remove(THERE);
        node.unusable.clear();
        assertStays(Obstacle.CANNOT_START, false, "cannot be started");
    }

    @Test
    void staysWhereItIsWhenTheFileCannotBeWritten() throws Exception {
        fillTheOther();
        Files.setPosixFilePermissions(node.config(), PosixFilePermissions.fromString("r--r--r--"));

        assertStays(Obstacle.CONFIG, false, "read-only");

        assertThat(node.calls).isEmpty();
    }

    @Test
    void staysWhereItIsWhenTheFileChangesWhileEverythingIsMadeReady() throws Exception {
        fillTheOther();
        node.stores.addMover((to, isSameStore) -> {
            try {
                Files.writeString(node.config(), "<weir><!-- changed --></weir>");
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
            return new Recorded(new ArrayList<>());
        });

        assertStays(Obstacle.CONFIG, false, "changed meanwhile");

        assertThat(Files.readString(node.config())).contains("changed");
        assertThat(there.registry.view().ids()).containsExactly("n-9");
    }

    @Test
    void givesUpInReverseWhatWasMadeReady() throws Exception {
        fillTheOther();
        List<String> events = new ArrayList<>();
        node.stores.addMover((to, isSameStore) -> new Recorded(events));
        node.stores.addMover((to, isSameStore) -> {
            throw new ObstacleException(Obstacle.UNAVAILABLE, "broke off at the last");
        });

        assertStays(Obstacle.UNAVAILABLE, false, "broke off at the last");

        assertThat(events).containsExactly("abort");
    }

    private record Recorded(List<String> events) implements Mover.Ready {
        @Override
        public java.util.concurrent.CompletionStage<Void> commit() {
            events.add("commit");
            return java.util.concurrent.CompletableFuture.completedFuture(null);
        }

        @Override
        public void abort() {
            events.add("abort");
        }
    }

    @Test
    void joinsNoClusterOfAnotherNameAndTakesNobodysId() throws Exception {
        fillTheOther();
        there.registry.renew(
                SwitchedNode.node("n-1", "another process", node.updater.catalog()), Duration.ofMinutes(1), 0);
        assertStays(Obstacle.NODE_ID, false, "n-1");
        there.registry.leave(SwitchedNode.node("n-1", "another process", node.updater.catalog())
                .node());

        NodeConfig.DataStore foreign = at("foreign", 3);
        FakeServer other = node.server(foreign, 3);
        other.catalog.write(null, List.of(Edit.put(Samples.plan("theirs"), 0)), "b");
        other.registry.claimName("theirs");
        ObstacleException refused =
                catchThrowableOfType(ObstacleException.class, () -> node.stores.move(foreign, false, "admin"));
        assertThat(refused.obstacle()).isEqualTo(Obstacle.CLUSTER_NAME);
        assertThat(refused).hasMessageContaining("cluster theirs (expected: weir");
        assertThat(other.registry.view().ids()).isEmpty();
    }

    @Test
    void reachesTheSameStoreInAnotherWayWithoutLeavingIt() throws Exception {
        NodeConfig.DataStore alias = at("alias", 1);
        node.servers.put(alias, node.here);

        StoreMoved moved = node.stores.move(alias, false, "admin");

        assertThat(moved.isSameCatalog()).isTrue();
        assertThat(node.here.registry.view().ids()).containsExactly("n-1");
        assertThat(node.here.connections).hasValue(1);
        assertThat(directory.resolve("catalog.snapshot.former")).doesNotExist();
    }

    @Test
    void doesNotMoveWhereItIsAlreadyAndRepairsTheFile() throws Exception {
        Files.writeString(node.config(), "<weir><datastore mode='standalone'/></weir>");

        StoreMoved moved = node.stores.move(HERE, false, "admin");

        assertThat(moved.isMoved()).isFalse();
        assertThat(node.stores.moves()).isZero();
        assertThat(Files.readString(node.config())).contains("host=\"here\"");
    }

    @Test
    void tellsWhatAMoveWouldMean() throws Exception {
        fillTheOther();
        node.here.sessions.create(
                "0123456789abcdef".repeat(4),
                Session.of("admin", "192.0.2.1", Instant.EPOCH, "x"),
                Duration.ofHours(1));
        there.sessions.create(
                "f".repeat(64), Session.of("carol", "192.0.2.1", Instant.EPOCH, "x"), Duration.ofHours(1));
        node.updater.write(catalog -> List.of(Edit.put(Samples.user("admin"), 0)), "a");

        StoreTest test = node.stores.test(THERE);

        assertThat(test.obstacles()).isEmpty();
        assertThat(requireNonNull(test.server()).version()).isEqualTo("7.0.15");
        StoreTest.Contents contents = requireNonNull(test.contents());
        assertThat(contents.clusterName()).isEqualTo("weir");
        assertThat(contents.isEmpty()).isFalse();
        assertThat(contents.isSameCatalog()).isFalse();
        assertThat(contents.isSameStore()).isFalse();
        assertThat(contents.nodes()).containsExactly("n-9");
        assertThat(contents.sizes()).containsEntry(Kind.PLAN, 1L).containsEntry(Kind.API, 0L);
        assertThat(contents.sessions()).isEqualTo(1);
        assertThat(contents.lostApis()).isEqualTo(new Losses(List.of(new Loss("shop", "API shop")), 1));
        assertThat(contents.lostUsers()).isEqualTo(new Losses(List.of(new Loss("admin", "User admin")), 1));
        assertThat(contents.lostSessions()).isEqualTo(new Losses(List.of(new Loss("0123456789ab", "admin")), 1));
        assertThat(there.connections).hasValue(0);
        assertThat(there.registry.view().ids()).containsExactly("n-9");
        assertThat(node.stores.current()).isEqualTo(HERE);
    }

    @Test
    void namesABoundedNumberOfLosses() throws Exception {
        fillTheOther();
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            edits.add(Edit.put(Samples.api("api-" + i), 0));
        }
        node.updater.write(catalog -> edits, "a");

        Losses losses = requireNonNull(node.stores.test(THERE).contents()).lostApis();

        assertThat(losses.total()).isEqualTo(151);
        assertThat(losses.first()).hasSize(100);
    }

    @Test
    void tellsEveryObstacleThatATrialFinds() throws Exception {
        there.registry.claimName("theirs");
        Files.setPosixFilePermissions(node.config(), PosixFilePermissions.fromString("r--r--r--"));

        StoreTest test = node.stores.test(THERE);

        assertThat(test.obstacles())
                .extracting(Found::obstacle)
                .containsExactly(Obstacle.CLUSTER_NAME, Obstacle.CONFIG);
        assertThat(requireNonNull(test.contents()).isEmpty()).isTrue();
        there.breakAt("contents.sizes");
        assertThat(node.stores.test(THERE).obstacles())
                .extracting(Found::obstacle)
                .contains(Obstacle.UNAVAILABLE);
        node.unusable.put(THERE, new ObstacleException(Obstacle.TIMEOUT, "late"));
        assertThat(node.stores.test(THERE).server()).isNull();
    }

    @Test
    void warnsWhoLeavesAnEmbeddedStoreThatOthersUse() throws Exception {
        NodeConfig.DataStore own = SwitchedNode.embedded();
        node.servers.put(own, node.here);
        node.stores.move(own, false, "admin");
        fillTheOther();
        node.here.registry.renew(
                SwitchedNode.node("n-2", "another process", node.updater.catalog()), Duration.ofMinutes(1), 0);

        assertThat(node.stores.test(THERE).warnings())
                .singleElement()
                .asString()
                .contains("1 other nodes use it");
        node.servers.put(HERE, node.here);
        assertThat(node.stores.test(HERE).obstacles())
                .extracting(Found::obstacle)
                .containsExactly(Obstacle.OWN_STORE);

        StoreMoved moved = node.stores.move(THERE, false, "admin");
        assertThat(moved.warnings()).hasSize(1);
    }

    private void fillTheOther() throws Exception {
        there.catalog.write(
                null, List.of(Edit.put(Samples.organization("default"), 0), Edit.put(Samples.plan("theirs"), 0)), "b");
        there.registry.claimName("weir");
        there.registry.renew(
                SwitchedNode.node("n-9", "another process", node.updater.catalog()), Duration.ofMinutes(1), 0);
    }

    private void goAway() {
        node.here.breakAt("all");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> node.updater.status().state() == CatalogStatus.State.STORE_AWAY);
    }

    private void assertStays(Obstacle obstacle, boolean isSeeding, String message) throws Exception {
        String file = Files.readString(node.config());
        var position = node.updater.catalog().position();

        ObstacleException refused =
                catchThrowableOfType(ObstacleException.class, () -> node.stores.move(THERE, isSeeding, "admin"));

        assertThat(refused.obstacle()).isEqualTo(obstacle);
        assertThat(refused).hasMessageContaining(message);
        assertThat(node.stores.current()).isEqualTo(HERE);
        assertThat(node.stores.moves()).isZero();
        assertThat(node.updater.catalog().position()).isEqualTo(position);
        assertThat(node.here.connections).hasValue(1);
        assertThat(there.connections).hasValue(0);
        if (!message.equals("changed meanwhile")) {
            assertThat(Files.readString(node.config())).isEqualTo(file);
        }
        assertThat(node.here.registry.view().ids()).containsExactly("n-1");
        assertThat(node.limiter.isStoreUp()).isTrue();
        node.here.breakAt("");
        node.updater.write(catalog -> List.of(Edit.put(Samples.plan("after-" + catalog.revision()), 0)), "a");
        assertThat(node.here.catalog.position())
                .isEqualTo(node.updater.catalog().position());
    }
}
