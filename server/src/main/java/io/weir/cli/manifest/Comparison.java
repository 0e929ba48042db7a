package io.weir.cli.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.cli.AdminClient;
import io.weir.cli.CommandContext;
import io.weir.cli.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Files held against a cluster: what differs, and bringing the files into it. One thread. */
public final class Comparison {
    private static final Set<ObjectRef> NEVER_DELETED =
            Set.of(new ObjectRef(ManifestKind.ORGANIZATION, "default"), new ObjectRef(ManifestKind.USER, "admin"));

    private final CommandContext context;
    private final AdminClient client;
    private final ChangePlan plan;

    private Comparison(CommandContext context, AdminClient client, ChangePlan plan) {
        this.context = context;
        this.client = client;
        this.plan = plan;
    }

    /**
     * Reads and checks the files wholly, asks the cluster, and compares; changes nothing.
     *
     * @param source a file or a folder
     * @param prune whether what the files do not state shall go, of the kinds that occur in them
     * @throws io.weir.cli.CommandException with every problem of the files
     */
    public static Comparison of(Path source, boolean prune, AdminClient client, CommandContext context) {
        return of(source, prune ? Comparison::kinds : manifests -> EnumSet.noneOf(ManifestKind.class), client, context);
    }

    /**
     * The same with files that state a whole cluster: everything else shall go, of whatever kind.
     *
     * @param source a folder
     * @throws io.weir.cli.CommandException with every problem of the files
     */
    public static Comparison whole(Path source, AdminClient client, CommandContext context) {
        return of(source, manifests -> EnumSet.allOf(ManifestKind.class), client, context);
    }

    private static Comparison of(
            Path source,
            Function<Collection<Manifest>, Set<ManifestKind>> pruned,
            AdminClient client,
            CommandContext context) {
        Problems problems = new Problems();
        ObjectForms forms = ObjectForms.load();
        List<Manifest> manifests = new ManifestReader(forms, problems).read(source);
        problems.throwIfAny();

        Set<ManifestKind> kinds = pruned.apply(manifests);
        Map<ObjectRef, ObjectNode> cluster;
        try (Progress progress = new Progress(context, "reading the cluster")) {
            cluster = ClusterObjects.read(client, progress, manifests, kinds).all();
        }
        Set<ObjectRef> deletions = deletions(manifests, kinds, cluster, client);
        References.check(manifests, ref -> cluster.containsKey(ref) && !deletions.contains(ref), problems);
        ChangePlan plan = new Planner(forms, cluster, problems).plan(manifests, deletions);
        problems.throwIfAny();
        return new Comparison(context, client, plan);
    }

    /** Whether the cluster is as the files state it. */
    public boolean isEqual() {
        return plan.isEmpty();
    }

    /** Shows every difference. */
    public void print(PrintWriter out) {
        PlanPrinter.print(plan, out);
    }

    /** Makes the cluster as the files state it. */
    public void apply() {
        try (Progress progress = new Progress(context, "applying")) {
            new PlanRunner(client, progress).run(plan);
        }
    }

    private static Set<ManifestKind> kinds(Collection<Manifest> manifests) {
        return manifests.stream()
                .map(manifest -> manifest.ref().kind())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ManifestKind.class)));
    }

    private static Set<ObjectRef> deletions(
            Collection<Manifest> manifests,
            Set<ManifestKind> kinds,
            Map<ObjectRef, ObjectNode> cluster,
            AdminClient client) {
        Set<ObjectRef> deletions = new TreeSet<>();
        cluster.forEach((ref, object) -> {
            boolean isOwnToken = ref.kind() == ManifestKind.TOKEN
                    && client.authenticatesWith(object.path("sha256").asText());
            if (kinds.contains(ref.kind()) && !NEVER_DELETED.contains(ref) && !isOwnToken) {
                deletions.add(ref);
            }
        });
        manifests.forEach(manifest -> deletions.remove(manifest.ref()));
        return deletions;
    }
}
