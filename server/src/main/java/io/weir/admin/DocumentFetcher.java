package io.weir.admin;

import io.vertx.core.buffer.Buffer;
import io.weir.publishing.FieldProblem;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a document for an import, as an admin or publisher asks: {@code http} and {@code https}, bounded in size, redirects and time: one
 * bound for everything from looking up the name to the last byte, whatever the other side does.
 * Addresses of the node's own network are allowed, since documents often lie there; link-local ones, where clouds keep the credentials
 * of machines, are refused, also behind a name or a redirect. Blocks; any thread but an event loop, and none of {@link Lanes.Lane#FETCH}.
 */
final class DocumentFetcher implements AutoCloseable {
    private static final int MAX_REDIRECTS = 5;
    private static final int PIECE = 64 << 10;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final byte[] EC2_METADATA = {(byte) 0xfd, 0x00, 0x0e, (byte) 0xc2};

    private final Lanes lanes;
    private final int maxBytes;
    private final Duration patience;
    private final CloseableHttpClient client;

    /**
     * @param maxBytes of the document, decompressed
     * @param patience from the start to the last byte, redirects included
     */
    DocumentFetcher(Lanes lanes, int maxBytes, Duration patience) {
        this.lanes = lanes;
        this.maxBytes = maxBytes;
        this.patience = patience;
        RequestConfig config = RequestConfig.custom()
                .setMaxRedirects(MAX_REDIRECTS)
                .setResponseTimeout(Timeout.of(SILENCE))
                .setConnectionRequestTimeout(Timeout.of(CONNECT))
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(connections())
                .setDefaultRequestConfig(config)
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .build();
    }

    private static HttpClientConnectionManager connections() {
        ConnectionConfig config = ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(CONNECT))
                .setSocketTimeout(Timeout.of(SILENCE))
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new GuardedResolver())
                .setDefaultConnectionConfig(config)
                .build();
    }

    /** @throws ProblemException 422 naming the address and what went wrong */
    DocumentResource.Document fetch(String url) {
        HttpGet request = new HttpGet(httpUri(url));
        try {
            return lanes.call(
                    Lanes.Lane.FETCH, () -> client.execute(request, response -> read(url, response)), patience);
        } catch (TimeoutException e) {
            throw refuse(url, "it took longer than " + patience.toMillis() / MILLIS_PER_SECOND + " s");
        } catch (ExecutionException e) {
            throw refusal(url, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.busy("the node is stopping");
        } finally {
            // Frees the thread that fetches, wherever it waits; nothing happens where it has come to its end.
            request.cancel();
        }
    }

    private static ProblemException refusal(String url, @Nullable Throwable cause) {
        if (cause instanceof ProblemException refused) {
            return refused;
        }
        if (cause instanceof IOException) {
            return refuse(url, "it could not be fetched: " + cause.getMessage());
        }
        throw new IllegalStateException("fetching " + url + " failed", cause);
    }

    private static URI httpUri(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean isHttp = scheme.equals("http") || scheme.equals("https");
            if (isHttp && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw refuse(url, "expected: an http or https URL; " + e.getReason());
        }
        throw refuse(url, "expected: an http or https URL without user info");
    }

    private DocumentResource.Document read(String url, ClassicHttpResponse response) throws IOException {
        if (response.getCode() != 200) {
            throw refuse(url, "it answered " + response.getCode() + " (expected: 200)");
        }
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            throw refuse(url, "it answered without a body");
        }
        return new DocumentResource.Document(
                readAll(url, entity), CookieGuard.mediaType(String.valueOf(entity.getContentType())));
    }

    private Buffer readAll(String url, HttpEntity entity) throws IOException {
        Buffer content = Buffer.buffer();
        byte[] piece = new byte[PIECE];
        try (InputStream in = entity.getContent()) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                content.appendBytes(piece, 0, read);
                if (content.length() > maxBytes) {
                    throw refuse(url, "it is larger than " + maxBytes + " bytes");
                }
            }
        }
        return content;
    }

    private static ProblemException refuse(String url, String why) {
        return ProblemException.invalid(List.of(new FieldProblem("url", url + ": " + why)));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    /** Resolves names, and refuses those that lead where no document can be. */
    private static final class GuardedResolver implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
            for (InetAddress address : addresses) {
                if (isRefused(address)) {
                    throw new UnknownHostException(host + " is at a link-local, multicast or metadata address");
                }
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
        }
    }

    static boolean isRefused(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || startsWith(address.getAddress(), EC2_METADATA);
    }

    private static boolean startsWith(byte[] address, byte[] prefix) {
        return address.length == 16 && java.util.Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
    }
}
