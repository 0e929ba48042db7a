package io.weir.elastic;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.transfer.TransferListener;

/**
 * Elasticsearch as it is published: an archive in Maven's central repository, fetched as the user's Maven settings say (mirrors,
 * proxies, local repository) and checked against its checksum. Blocks, for minutes on a slow line at the first time; any thread.
 */
public final class ElasticArtifact {
    /** The one that is fetched. */
    public static final String VERSION = "8.19.21";

    private static final String COORDINATES =
            "org.elasticsearch.distribution.integ-test-zip:elasticsearch:zip:" + VERSION;

    private ElasticArtifact() {}

    /**
     * Gives the archive, out of the local repository where it is there already.
     *
     * @throws IOException where it cannot be had; says what to do then
     */
    static Path fetch() throws IOException {
        return fetch(new DownloadLog(), "analytics.mode=external");
    }

    /**
     * Gives the archive, out of the local repository where it is there already.
     *
     * @param progress is told how far a download is
     * @param otherwise what else somebody can do who cannot have it
     * @throws IOException where it cannot be had; says what to do then
     */
    public static Path fetch(DownloadProgress progress, String otherwise) throws IOException {
        return fetch(new DownloadTeller(progress), otherwise);
    }

    private static Path fetch(TransferListener listener, String otherwise) throws IOException {
        ContextOverrides overrides = ContextOverrides.create()
                .withUserSettings(true)
                .checksumPolicy(ContextOverrides.ChecksumPolicy.FAIL)
                .transferListener(listener)
                .build();
        try (Context context = Runtimes.INSTANCE.getRuntime().create(overrides)) {
            ArtifactRequest request =
                    new ArtifactRequest(new DefaultArtifact(COORDINATES), context.remoteRepositories(), "");
            return context.repositorySystem()
                    .resolveArtifact(context.repositorySystemSession(), request)
                    .getArtifact()
                    .getFile()
                    .toPath();
        } catch (ArtifactResolutionException | RuntimeException e) {
            throw new IOException(
                    "Elasticsearch cannot be fetched (expected: Maven's central repository within reach, or a mirror in"
                            + " settings.xml that has " + COORDINATES + "; or " + otherwise + "): " + e.getMessage(),
                    e);
        }
    }
}
