package io.weir.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.systemtests.Commands.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir apply} and {@code diff} against a node. Each test has objects of its own. */
class ManifestsIT {
    private static NodeProcess node;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start(@TempDir Path home) throws IOException {
        node = NodeProcess.withEmbeddedStore(home, "quiesce.delay=0s");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void makesTheClusterAsTheFilesStateIt() throws IOException {
        file("plan.yaml", "{kind: Plan, id: gold, name: Gold, limits: [{name: hourly, count: 10, period: PT1H}]}");
        file("app.json", "{\"kind\": \"Application\", \"id\": \"shop\", \"name\": \"Shop\"}");

        Run dryRun = run("apply", "--dry-run");
        assertThat(dryRun.code()).isZero();
        assertThat(dryRun.out())
                .contains("+ plan gold", "+ application shop", "2 to create, 0 to change, 0 to delete")
                .doesNotContain("applied");
        assertThat(revisionOf("gold")).isZero();
        assertThat(run("diff").code()).isEqualTo(4);

        Run applied = run("apply");
        assertThat(applied.code()).as(applied.err()).isZero();
        assertThat(applied.out()).contains("applied");
        long revision = revisionOf("gold");

        Run again = run("apply");
        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("2 unchanged").doesNotContain("applied");
        assertThat(revisionOf("gold")).isEqualTo(revision);
        assertThat(run("diff").code()).isZero();
    }

    @Test
    void showsWhatDiffersAndChangesThatAlone() throws IOException {
        file("plans.yaml", "{kind: Plan, id: silver, name: Silver}\n---\n{kind: Plan, id: bronze, name: Bronze}\n");
        run("apply");
        long bronze = revisionOf("bronze");
        file("plans.yaml", "{kind: Plan, id: silver, name: Sterling}\n---\n{kind: Plan, id: bronze, name: Bronze}\n");

        Run diff = run("diff");
        Run applied = run("apply");

        assertThat(diff.code()).isEqualTo(4);
        assertThat(diff.out()).contains("~ plan silver", "name: \"Silver\" -> \"Sterling\"", "1 to change");
        assertThat(applied.code()).isZero();
        assertThat(node.admin("GET", "/plans/silver", "").path("name").asText()).isEqualTo("Sterling");
        assertThat(revisionOf("bronze")).isEqualTo(bronze);
    }

    @Test
    void deletesWhatTheFilesDoNotStateOnlyWhenToldTo() throws IOException {
        file("all.yaml", "{kind: Organization, id: north, name: N}\n---\n{kind: Organization, id: south, name: S}\n");
        run("apply");
        file("all.yaml", "{kind: Organization, id: north, name: N}\n");

        assertThat(run("apply").out()).contains("0 to delete, 1 unchanged");
        Run shown = run("apply", "--prune", "--dry-run");
        assertThat(shown.out()).contains("- organization south", "1 to delete");
        Run pruned = run("apply", "--prune");

        assertThat(pruned.code()).as(pruned.err()).isZero();
        assertThat(ids("/organizations")).containsExactly("default", "north");
    }

    @Test
    void tellsEveryProblemOfTheFilesAndChangesNothing() throws IOException {
        file("good.yaml", "{kind: Plan, id: never, name: Never}");
        file("bad.yaml", """
                kind: Api
                id: Bad
                name: Bad
                context: /bad
                ---
                kind: Subscription
                id: lost
                application: nobody
                api: nothing
                plan: never
                colour: blue
                """);
        file("broken.json", "{\"kind\": \"Plan\",");

        Run run = run("apply");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("bad.yaml:2: id: Bad (expected: ")
                .contains("bad.yaml:11: colour")
                .contains("broken.json:1")
                .contains("weir: nothing was changed");
        assertThat(run.errors()).allMatch(line -> line.startsWith("weir: "));
        assertThat(revisionOf("never")).isZero();
    }

    @Test
    void refusesReferencesToWhatIsNowhere() throws IOException {
        file("lost.yaml", "{kind: Subscription, id: lost, application: nobody, api: nothing, plan: none}");

        Run run = run("apply");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("application: nobody (expected: ", "api: nothing (expected: ", "plan: none (expected: ");
    }

    @Test
    void refusesFilesThatAreNotThere() {
        Run run = Commands.run(node, "apply", "-f", folder.resolve("none").toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.errors()).singleElement().asString().contains("none (expected: a file or a folder that exists)");
    }

    @Test
    void saysWhichFileHoldsWhatTheServerRefuses() throws IOException {
        file("a.yaml", "{kind: Api, id: first, name: F, context: /same}");
        file("b.yaml", "{kind: Api, id: second, name: S, context: /same}");

        Run run = run("apply");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("b.yaml:1: api second: ", "409", "API first", "1 of 2 changes are done; run it again");
    }

    @Test
    void goesOnWhereAnEarlierRunWasBrokenOff() throws IOException {
        for (int i = 1; i <= 4; i++) {
            file("plan-" + i + ".yaml", "{kind: Plan, id: half-" + i + ", name: Half}");
        }

        Run brokenOff;
        try (AdminProxy proxy = new AdminProxy(node, change -> change < 3)) {
            brokenOff = runAt(proxy.url(), "apply");
        }

        assertThat(brokenOff.code()).isEqualTo(1);
        assertThat(brokenOff.err())
                .contains("plan half-3", "(expected: the admin API of a running node)")
                .contains("2 of 4 changes are done; run it again to go on");
        Run again = run("apply");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("2 to create, 0 to change, 0 to delete, 2 unchanged");
        assertThat(run("diff").code()).isZero();
    }

    @Test
    void overwritesNoChangeThatSomebodyElseMadeMeanwhile() throws IOException {
        file("plan.yaml", "{kind: Plan, id: contended, name: Mine}");
        run("apply");
        file("plan.yaml", "{kind: Plan, id: contended, name: Mine again}");

        Run late;
        try (AdminProxy proxy = new AdminProxy(node, change -> {
            node.admin("PUT", "/plans/contended", "{\"name\":\"Theirs\"}");
            return true;
        })) {
            late = runAt(proxy.url(), "apply");
        }

        assertThat(late.code()).isEqualTo(1);
        assertThat(late.err()).contains("plan.yaml:1: plan contended: ", "412", "nothing of theirs was overwritten");
        assertThat(node.admin("GET", "/plans/contended", "").path("name").asText())
                .isEqualTo("Theirs");
        assertThat(run("diff").out()).contains("name: \"Theirs\" -> \"Mine again\"");
        assertThat(run("apply").code()).isZero();
    }

    @Test
    void overwritesNothingThatSomebodyElseMadeMeanwhile() throws IOException {
        file("plan.yaml", "{kind: Plan, id: raced, name: Mine}");

        Run late;
        try (AdminProxy proxy = new AdminProxy(node, change -> {
            node.admin("PUT", "/plans/raced", "{\"name\":\"Theirs\"}");
            return true;
        })) {
            late = runAt(proxy.url(), "apply");
        }

        assertThat(late.code()).isEqualTo(1);
        assertThat(node.admin("GET", "/plans/raced", "").path("name").asText()).isEqualTo("Theirs");
    }

    @Test
    void deletesNothingThatSomebodyElseChangedMeanwhile() throws IOException {
        file("apps.yaml", "{kind: Token, id: kept, name: K, user: admin, sha256: \"%s\"}".formatted("a".repeat(64)));
        run("apply");
        node.admin(
                "PUT",
                "/tokens/gone",
                "{\"name\":\"G\",\"user\":\"admin\",\"sha256\":\"%s\"}".formatted("b".repeat(64)));

        Run late;
        try (AdminProxy proxy = new AdminProxy(node, change -> {
            node.admin("PUT", "/tokens/gone", "{\"name\":\"Wanted\",\"user\":\"admin\"}");
            return true;
        })) {
            late = runAt(proxy.url(), "apply", "--prune");
        }

        assertThat(late.code()).isEqualTo(1);
        assertThat(late.err()).contains("token gone: ", "412");
        assertThat(node.admin("GET", "/tokens/gone", "").path("name").asText()).isEqualTo("Wanted");
        assertThat(run("apply", "--prune").code()).isZero();
        assertThat(ids("/tokens")).containsExactly("kept");
    }

    private Run run(String command, String... more) {
        return runAt(node.adminUrl(), command, more);
    }

    private Run runAt(String server, String command, String... more) {
        String[] all = new String[more.length + 3];
        all[0] = command;
        all[1] = "-f";
        all[2] = folder.toString();
        System.arraycopy(more, 0, all, 3, more.length);
        return Commands.runAt(server, node, all);
    }

    private void file(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private static Iterable<String> ids(String path) {
        return node.admin("GET", path, "").path("items").findValuesAsText("id");
    }

    /** Of a plan; 0 where there is none. */
    private static long revisionOf(String plan) {
        for (JsonNode item : node.admin("GET", "/plans?limit=1000", "").path("items")) {
            if (item.path("id").asText().equals(plan)) {
                return item.path("revision").asLong();
            }
        }
        return 0;
    }
}
