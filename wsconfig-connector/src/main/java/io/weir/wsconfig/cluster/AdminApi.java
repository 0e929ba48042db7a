package io.weir.wsconfig.cluster;

import io.weir.wsconfig.failure.WsconfigException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The cluster as a node's admin API tells it. The token file is read for each call, because a node may write a new one. No redirect is
 * followed: the token goes to the address that was given and to no other.
 */
public final class AdminApi implements ClusterSource {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** One for all: each has a thread of its own, and a watch asks every second. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private final URI server;
    private final Path tokenFile;

    /**
     * @param server scheme, host and port of an admin listener
     * @param tokenFile holds a token of a user who may see the cluster
     */
    public AdminApi(URI server, Path tokenFile) {
        this.server = server;
        this.tokenFile = tokenFile;
    }

    /** The address that a user gave by {@code -server}. */
    public static URI address(String text) {
        try {
            URI uri = URI.create(text);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isHttp && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri;
            }
        } catch (IllegalArgumentException notOne) {
            // Said below.
        }
        throw WsconfigException.usage("-server: " + text + " (expected: an address such as http://10.0.0.5:9000)");
    }

    @Override
    public Cluster read() {
        URI uri = server.resolve("/api/v1/cluster");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token())
                .header("Accept", "application/json")
                .build();
        HttpResponse<InputStream> response;
        byte[] body;
        try {
            response = HTTP.send(request, BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                body = in.readNBytes(ClusterFile.MAX_BYTES);
            }
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new WsconfigException(server + ": " + reason + " (expected: the admin API of a running node)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WsconfigException(server + ": interrupted", e);
        }
        if (response.statusCode() != 200) {
            throw new WsconfigException(server + ": answered " + response.statusCode() + " (expected: 200"
                    + hint(response.statusCode()) + ")");
        }
        return ClusterJson.parse(server.toString(), body);
    }

    private String hint(int status) {
        return status == 401 || status == 403
                ? "; " + tokenFile + " must hold a token of a user with role admin, publisher or viewer"
                : "; the admin API of a running node";
    }

    private String token() {
        try {
            String token = Files.readString(tokenFile).strip();
            if (token.matches("[\\x21-\\x7e]{1,4096}")) {
                return token;
            }
        } catch (IOException e) {
            throw new WsconfigException(
                    tokenFile + ": cannot be read (expected: a file with a token, by -token-file)", e);
        }
        throw new WsconfigException(tokenFile + ": holds no token (expected: one line with a token)");
    }
}
