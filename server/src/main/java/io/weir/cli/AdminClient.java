package io.weir.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.catalog.Digests;
import io.weir.config.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * The REST API of a node, for commands. Blocking; any thread. A refusal is an {@link AdminRefusal}, a server that cannot be asked a
 * {@link CommandException}; both name the address.
 */
public final class AdminClient implements AutoCloseable {
    private static final int PAGE = 1000;
    private static final int CONNECT_SECONDS = 5;
    private static final int ANSWER_SECONDS = 300;

    private final URI server;
    private final Secret token;
    private final CloseableHttpClient http;

    /**
     * @param server scheme, host and port of the admin listener
     * @param token for every request; {@link Secret#NONE} for none
     */
    public AdminClient(URI server, Secret token) {
        this.server = server;
        this.token = token;
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
    }

    /**
     * A client of the node on this machine, with the token that this node wrote.
     *
     * @param data where that node keeps its data
     */
    public static AdminClient local(URI server, Path data) {
        Path file = data.resolve("admin-token");
        try {
            return new AdminClient(server, Secret.of(Files.readString(file).trim()));
        } catch (IOException e) {
            throw new CommandException(
                    file + ": cannot be read (expected: the token of a node that runs on this machine; or give --token,"
                            + " WEIR_TOKEN or --data)",
                    e);
        }
    }

    /** Reads one object or document below {@code /api/v1}. */
    public AdminAnswer get(String path) {
        return send(ClassicRequestBuilder.get(uri("/api/v1" + path)).build());
    }

    /** Reads every item of a list, page after page. */
    public void list(String path, Consumer<ObjectNode> each) {
        String query = path + (path.contains("?") ? "&" : "?") + "limit=" + PAGE;
        JsonNode next;
        String after = "";
        do {
            ObjectNode page = get(query + after).object();
            page.path("items").forEach(item -> each.accept((ObjectNode) item));
            next = page.path("next");
            after = "&after=" + next.asText();
        } while (next.isTextual());
    }

    /** Makes or replaces one object below {@code /api/v1}, whatever is there. */
    public AdminAnswer put(String path, JsonNode body) {
        return send(ClassicRequestBuilder.put(uri("/api/v1" + path))
                .setEntity(bytes(body), ContentType.APPLICATION_JSON)
                .build());
    }

    /** Makes or replaces one object below {@code /api/v1}. */
    public AdminAnswer put(String path, JsonNode body, Expected expected) {
        return put(path, bytes(body), ContentType.APPLICATION_JSON.getMimeType(), expected);
    }

    /** Makes or replaces a document below {@code /api/v1}, byte for byte. */
    public AdminAnswer put(String path, byte[] body, String mediaType, Expected expected) {
        return send(ClassicRequestBuilder.put(uri("/api/v1" + path))
                .setEntity(body, ContentType.parse(mediaType))
                .setHeader(expected.header(), expected.value())
                .build());
    }

    /** Does something below {@code /api/v1}. */
    public AdminAnswer post(String path, JsonNode body) {
        return post(path, bytes(body), "application/json");
    }

    /** Does something to an object below {@code /api/v1}. */
    public AdminAnswer post(String path, JsonNode body, Expected expected) {
        return send(ClassicRequestBuilder.post(uri("/api/v1" + path))
                .setEntity(bytes(body), ContentType.APPLICATION_JSON)
                .setHeader(expected.header(), expected.value())
                .build());
    }

    /** Does something with a document below {@code /api/v1}. */
    public AdminAnswer post(String path, byte[] body, String mediaType) {
        return send(ClassicRequestBuilder.post(uri("/api/v1" + path))
                .setEntity(body, ContentType.parse(mediaType))
                .build());
    }

    /** Removes one object below {@code /api/v1}; one that is not there any more counts as removed. */
    public void delete(String path, Expected expected) {
        try {
            send(ClassicRequestBuilder.delete(uri("/api/v1" + path))
                    .setHeader(expected.header(), expected.value())
                    .build());
        } catch (AdminRefusal refusal) {
            if (refusal.status() != 404) {
                throw refusal;
            }
        }
    }

    /** Ends something below {@code /api/v1}, which must be there. */
    public void end(String path) {
        send(ClassicRequestBuilder.delete(uri("/api/v1" + path)).build());
    }

    /** Whether this is the digest of the token that goes with every request. */
    public boolean authenticatesWith(String sha256) {
        return !token.isEmpty() && Digests.sha256(token.reveal()).equals(sha256);
    }

    /** Asks whether the node takes traffic: its answer of 200 or 503. */
    public AdminAnswer readiness() {
        return send(ClassicRequestBuilder.get(uri("/health/ready")).build(), 503);
    }

    /** The node's metrics, in Prometheus' text form. */
    public String metrics() {
        return new String(
                send(ClassicRequestBuilder.get(uri("/metrics")).build()).body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException e) {
            throw new CommandException(server + ": " + e.getMessage(), e);
        }
    }

    private URI uri(String path) {
        return server.resolve(path);
    }

    private AdminAnswer send(ClassicHttpRequest request) {
        return send(request, 200);
    }

    private AdminAnswer send(ClassicHttpRequest request, int alsoFine) {
        if (!token.isEmpty()) {
            request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.reveal());
        }
        AdminAnswer answer;
        try {
            answer = http.execute(request, AdminClient::read);
        } catch (IOException e) {
            throw new CommandException(server + ": " + reason(e) + " (expected: the admin API of a running node)", e);
        }
        if (answer.status() / 100 != 2 && answer.status() != alsoFine) {
            throw AdminRefusal.of(request.getMethod() + " " + request.getPath(), answer);
        }
        return answer;
    }

    private static AdminAnswer read(ClassicHttpResponse response) throws IOException {
        byte[] body = response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
        var type = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
        return new AdminAnswer(response.getCode(), body, type == null ? null : type.getValue());
    }

    private static String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "no such host";
        }
        if (e instanceof SocketTimeoutException) {
            return "no answer in time";
        }
        return e instanceof ConnectException ? "connection refused" : String.valueOf(e.getMessage());
    }

    private static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
