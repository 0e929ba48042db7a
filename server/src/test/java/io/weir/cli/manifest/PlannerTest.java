package io.weir.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.weir.cli.manifest.Change.Action;
import io.weir.cli.manifest.Manifest.DocumentFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final ObjectMapper YAML = new YAMLMapper();

    private final Map<ObjectRef, ObjectNode> cluster = new TreeMap<>();
    private final List<Manifest> files = new ArrayList<>();
    private final Problems problems = new Problems();

    @Test
    void createsWhatIsNotThereInTheOrderOfReferences() {
        file(ManifestKind.SUBSCRIPTION, "s", "{application: shop, api: x, plan: gold}");
        file(ManifestKind.KEY, "k", "{application: shop}");
        file(ManifestKind.API, "x", "{name: X, context: /x, plans: [gold]}");
        file(ManifestKind.PLAN, "gold", "{name: Gold}");
        file(ManifestKind.APPLICATION, "shop", "{name: Shop}");

        ChangePlan plan = plan();

        assertThat(plan.count(Action.CREATE)).isEqualTo(5);
        assertThat(refs(plan)).containsExactly("plan gold", "api x", "application shop", "key k", "subscription s");
    }

    @Test
    void leavesAloneWhatDiffersOnlyInDefaultsAndInWhatTheServerWrites() {
        inCluster(ManifestKind.API, "x", """
                {id: x, name: X, version: "1.0", context: /x, organization: default, visibility: public, resources: [],
                 endpoint: {type: single, algorithm: weighted-round-robin, targets: [{url: "http://a", weight: 1}], timeouts: {connect: PT1M}},
                 security: {type: api-key}, policies: [], plans: [b, a], lifecycle: PUBLISHED, revision: 7,
                 created: "2026-01-01T00:00:00Z", updated: "2026-01-01T00:00:00Z", author: admin}
                """);
        file(ManifestKind.API, "x", """
                {name: X, context: /x, plans: [a, b], endpoint: {targets: [{url: "http://a"}], timeouts: {connect: PT60S}}}
                """);

        ChangePlan plan = plan();

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.unchanged()).isEqualTo(1);
    }

    @Test
    void showsEachFieldThatDiffers() {
        inCluster(
                ManifestKind.PLAN, "gold", "{name: Gold, approval: auto, limits: [{name: a, count: 5, period: PT1S}]}");
        file(
                ManifestKind.PLAN,
                "gold",
                "{name: Golden, description: Best, limits: [{name: a, count: 6, period: PT1S}]}");

        Change change = plan().changes().get(0);

        assertThat(change.action()).isEqualTo(Action.UPDATE);
        assertThat(change.diffs())
                .extracting(FieldDiff::toString)
                .containsExactly("+ description: \"Best\"", "limits[0].count: 5 -> 6", "name: \"Gold\" -> \"Golden\"");
    }

    @Test
    void masksDigests() {
        inCluster(ManifestKind.USER, "ann", "{name: Ann, roles: [viewer], passwordHash: old-hash}");
        file(ManifestKind.USER, "ann", "{name: Ann, roles: [viewer], passwordHash: new-hash}");

        assertThat(plan().changes().get(0).diffs())
                .extracting(FieldDiff::toString)
                .containsExactly("passwordHash: *** -> ***");
    }

    @Test
    void keepsTheStateThatAFileDoesNotSpeakOf() {
        inCluster(ManifestKind.SUBSCRIPTION, "s", "{application: shop, api: x, plan: gold, state: suspended}");
        file(ManifestKind.SUBSCRIPTION, "s", "{application: shop, api: x, plan: silver}");

        assertThat(plan().changes().get(0).fields().path("state").asText()).isEqualTo("suspended");
    }

    @Test
    void walksTheLifecycleAfterTheApiIsWritten() {
        inCluster(ManifestKind.API, "x", "{name: X, context: /x, lifecycle: CREATED}");
        file(ManifestKind.API, "x", "{name: X, context: /x, lifecycle: DEPRECATED}");

        Change change = plan().changes().get(0);

        assertThat(change.lifecycleActions()).containsExactly("publish", "deprecate");
        assertThat(change.fields().path("lifecycle").asText()).isEqualTo("CREATED");
        assertThat(change.isWritten()).isFalse();
    }

    @Test
    void refusesALifecycleThatCannotBeReachedAnyMore() {
        inCluster(ManifestKind.API, "x", "{name: X, context: /x, lifecycle: RETIRED}");
        file(ManifestKind.API, "x", "{name: X, context: /x, lifecycle: PUBLISHED}");

        plan();

        assertThat(problems.lines())
                .containsExactly(
                        "test.yaml:1: lifecycle: PUBLISHED (expected: a state that api x can still reach from RETIRED)");
    }

    @Test
    void makesAnEndedApiWithNewSubscriptionsWithoutEverOpeningIt() {
        file(ManifestKind.API, "x", "{name: X, context: /x, lifecycle: RETIRED}");
        file(ManifestKind.API, "y", "{name: Y, context: /y, lifecycle: RETIRED}");
        file(ManifestKind.SUBSCRIPTION, "s", "{application: shop, api: x, plan: gold}");

        List<Change> changes = plan().changes();

        assertThat(changes.get(0).fields().path("lifecycle").asText()).isEqualTo("BLOCKED");
        assertThat(changes.get(0).lifecycleActions()).containsExactly("deprecate", "retire");
        assertThat(changes.get(1).fields().path("lifecycle").asText()).isEqualTo("RETIRED");
        assertThat(changes.get(1).lifecycleActions()).isEmpty();
    }

    @Test
    void sendsADocumentOnlyWhereItsDigestDiffers() {
        inCluster(
                ManifestKind.API,
                "x",
                "{name: X, context: /x, document: {sha256: aa, chunks: 1, mediaType: application/json}}");
        inCluster(
                ManifestKind.API,
                "y",
                "{name: Y, context: /y, document: {sha256: aa, chunks: 1, mediaType: application/json}}");
        file(ManifestKind.API, "x", "{name: X, context: /x}", "aa");
        file(ManifestKind.API, "y", "{name: Y, context: /y}", "bb");

        ChangePlan plan = plan();

        assertThat(refs(plan)).containsExactly("api y");
        assertThat(plan.changes().get(0).hasNewDocument()).isTrue();
        assertThat(plan.changes().get(0).isWritten()).isFalse();
    }

    @Test
    void deletesWhatStandsInTheWayFirstAndWhatIsReferredToLast() {
        inCluster(ManifestKind.PLAN, "gold", "{name: Gold}");
        inCluster(ManifestKind.API, "old", "{name: Old, context: /x}");
        inCluster(ManifestKind.SUBSCRIPTION, "s", "{application: shop, api: old, plan: gold}");
        file(ManifestKind.API, "new", "{name: New, context: /x}");

        ChangePlan plan = new Planner(ObjectForms.load(), cluster, problems).plan(files, Set.copyOf(cluster.keySet()));

        assertThat(plan.changes())
                .extracting(change -> change.action().sign() + " " + change.ref())
                .containsExactly("- subscription s", "- api old", "+ api new", "- plan gold");
    }

    private ChangePlan plan() {
        return new Planner(ObjectForms.load(), cluster, problems).plan(files, Set.of());
    }

    private static List<String> refs(ChangePlan plan) {
        return plan.changes().stream().map(change -> change.ref().toString()).toList();
    }

    private void inCluster(ManifestKind kind, String id, String yaml) {
        cluster.put(new ObjectRef(kind, id), object(yaml));
    }

    private void file(ManifestKind kind, String id, String yaml) {
        file(kind, id, yaml, null);
    }

    private void file(ManifestKind kind, String id, String yaml, @Nullable String documentSha256) {
        DocumentFile document =
                documentSha256 == null ? null : new DocumentFile(Path.of("doc"), "application/json", documentSha256);
        files.add(new Manifest(
                new ObjectRef(kind, id), object(yaml), new Origin(Path.of("test.yaml"), Map.of("", 1)), "", document));
    }

    private static ObjectNode object(String yaml) {
        try {
            return (ObjectNode) YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }
}
