package io.weir.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.weir.time.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Calls the gateway as a caller of it would, for pages that try an API: nothing is followed, repeated or kept, and an answer is read up
 * to a bound in bytes and time. Blocks; any thread but an event loop.
 */
final class GatewayCaller implements AutoCloseable {
    static final int MAX_TEXT_BYTES = 256 << 10;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PIECE = 16 << 10;
    private static final Pattern TEXT =
            Pattern.compile("(text/.*|.*[/+](json|xml|yaml|javascript)|application/x-www-form-urlencoded)");

    private static final Set<String> OF_CONNECTION = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "upgrade",
            "te",
            "trailer",
            "keep-alive",
            "expect");

    private final Ticker ticker;
    private final CloseableHttpClient client;

    GatewayCaller(Ticker ticker) {
        this.ticker = ticker;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(CONNECT))
                                .setSocketTimeout(Timeout.of(PATIENCE))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setRedirectsEnabled(false)
                        .setResponseTimeout(Timeout.of(PATIENCE))
                        .setConnectionRequestTimeout(Timeout.of(CONNECT))
                        .build())
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .build();
    }

    /** One field of a request or an answer. */
    record Header(String name, String value) {}

    /**
     * What the gateway answered.
     *
     * @param body empty where it is no text
     * @param truncated only the beginning of the body is here
     * @param binary the body is no text
     */
    record Tried(
            String url,
            int status,
            List<Header> headers,
            String body,
            boolean truncated,
            boolean binary,
            long millis) {}

    /** @param body empty for none */
    Tried call(String method, URI url, List<Header> headers, String body) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(method, url);
        headers.forEach(header -> request.addHeader(header.name(), header.value()));
        if (!body.isEmpty()) {
            request.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), null));
        }
        long start = ticker.nanos();
        return client.execute(request, response -> read(request, url, response, start));
    }

    private Tried read(HttpUriRequestBase request, URI url, ClassicHttpResponse response, long start)
            throws IOException {
        HttpEntity entity = response.getEntity();
        Content content = entity == null ? Content.NONE : readSome(request, entity, start + PATIENCE.toNanos());
        String type = entity == null ? null : entity.getContentType();
        boolean isText = content.bytes().length() == 0 || (type != null && isText(type));
        List<Header> headers = Arrays.stream(response.getHeaders())
                .map(header -> new Header(header.getName(), String.valueOf(header.getValue())))
                .toList();
        return new Tried(
                url.toString(),
                response.getCode(),
                headers,
                isText ? content.bytes().toString(charset(type)) : "",
                !content.isWhole(),
                !isText,
                TimeUnit.NANOSECONDS.toMillis(ticker.nanos() - start));
    }

    /** What was read of a body. */
    private record Content(Buffer bytes, boolean isWhole) {
        static final Content NONE = new Content(Buffer.buffer(), true);
    }

    /** Reads up to the bound in bytes or time; the rest is not waited for. */
    private Content readSome(HttpUriRequestBase request, HttpEntity entity, long deadline) throws IOException {
        byte[] content = new byte[MAX_TEXT_BYTES];
        int length = 0;
        InputStream in = entity.getContent();
        while (length < content.length && deadline - ticker.nanos() > 0) {
            int read = in.read(content, length, Math.min(PIECE, content.length - length));
            if (read < 0) {
                return new Content(Buffer.buffer().appendBytes(content, 0, length), true);
            }
            length += read;
        }
        boolean isWhole = length == content.length && entity.getContentLength() == length;
        request.cancel();
        return new Content(Buffer.buffer().appendBytes(content, 0, length), isWhole);
    }

    private static boolean isText(String contentType) {
        return TEXT.matcher(CookieGuard.mediaType(contentType)).matches();
    }

    private static Charset charset(@Nullable String contentType) {
        ContentType parsed = ContentType.parseLenient(contentType);
        Charset named = parsed == null ? null : parsed.getCharset();
        return named == null ? StandardCharsets.UTF_8 : named;
    }

    /** The fields that a body of the contract names. */
    static List<Header> headers(JsonNode body) {
        List<Header> headers = new ArrayList<>();
        body.path("headers")
                .forEach(header -> headers.add(new Header(
                        header.path("name").asText(), header.path("value").asText())));
        return headers;
    }

    /** Whether a field is about the connection, and so not the page's to say. */
    static boolean isOfConnection(String name) {
        return OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
