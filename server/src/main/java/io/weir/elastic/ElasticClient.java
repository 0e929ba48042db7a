package io.weir.elastic;

import co.elastic.clients.transport.rest5_client.low_level.Cancellable;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.ResponseListener;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import co.elastic.clients.transport.rest5_client.low_level.sniffer.ElasticsearchNodesSniffer;
import co.elastic.clients.transport.rest5_client.low_level.sniffer.SniffOnFailureListener;
import co.elastic.clients.transport.rest5_client.low_level.sniffer.Sniffer;
import io.weir.analytics.AnalyticsUnavailableException;
import io.weir.config.NodeConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Speaks HTTP to the servers of one Elasticsearch cluster: the next server is asked where one does not answer, and no request takes
 * longer than {@link #PATIENCE}. Plain JSON, which versions 8 and 9 both understand. Blocks; any thread, several at once.
 */
final class ElasticClient implements AutoCloseable {
    /** For one request with all its tries. */
    static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final Timeout CONNECT = Timeout.ofSeconds(1);
    private static final Timeout RESPONSE = Timeout.ofSeconds(10);
    private static final TimeValue MAX_IDLE = TimeValue.ofSeconds(30);
    private static final int SNIFF_MILLIS = 60_000;

    /** Queries and housekeeping beside the bulks. */
    private static final int OTHER_CONNECTIONS = 8;

    private final Rest5Client client;
    private final @Nullable Sniffer sniffer;

    private ElasticClient(Rest5Client client, @Nullable Sniffer sniffer) {
        this.client = client;
        this.sniffer = sniffer;
    }

    /**
     * Makes a client; connects to nobody yet.
     *
     * @throws IOException where the truststore cannot be read; names the setting
     */
    static ElasticClient open(NodeConfig.Analytics settings) throws IOException {
        SniffOnFailureListener onFailure = new SniffOnFailureListener();
        Rest5ClientBuilder builder = Rest5Client.builder(hosts(settings))
                .setDefaultHeaders(login(settings))
                .setHttpClientConfigCallback(http -> http.disableAutomaticRetries()
                        .disableCookieManagement()
                        .disableRedirectHandling()
                        .setIOReactorConfig(IOReactorConfig.custom()
                                .setIoThreadCount(1)
                                .setTcpNoDelay(true)
                                .build()))
                .setConnectionConfigCallback(connection -> connection
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(RESPONSE)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                        .setTimeToLive(MAX_IDLE))
                .setRequestConfigCallback(request -> request.setResponseTimeout(RESPONSE))
                .setConnectionManagerCallback(pool -> pool.setMaxConnPerRoute(connections(settings))
                        .setMaxConnTotal(
                                connections(settings) * settings.addresses().size()));
        if (settings.tls() && settings.truststore() != null) {
            builder.setSSLContext(TrustStoreFile.context(settings.truststore(), settings.truststorePassword()));
        }
        if (settings.sniff()) {
            builder.setFailureListener(onFailure);
        }
        Rest5Client client = builder.build();
        return new ElasticClient(client, settings.sniff() ? sniffer(client, settings.tls(), onFailure) : null);
    }

    private static HttpHost[] hosts(NodeConfig.Analytics settings) {
        return settings.addresses().stream()
                .map(address -> new HttpHost(settings.tls() ? "https" : "http", address.host(), address.port()))
                .toArray(HttpHost[]::new);
    }

    private static int connections(NodeConfig.Analytics settings) {
        return settings.maxConcurrentBulk() + OTHER_CONNECTIONS;
    }

    private static Header[] login(NodeConfig.Analytics settings) {
        if (!settings.apiKey().isEmpty()) {
            return authorization("ApiKey " + settings.apiKey().reveal());
        }
        if (settings.username().isEmpty()) {
            return new Header[0];
        }
        String pair = settings.username() + ":" + settings.password().reveal();
        return authorization("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private static Header[] authorization(String value) {
        return new Header[] {new BasicHeader("Authorization", value, true)};
    }

    private static Sniffer sniffer(Rest5Client client, boolean isTls, SniffOnFailureListener onFailure) {
        ElasticsearchNodesSniffer nodes = new ElasticsearchNodesSniffer(
                client,
                ElasticsearchNodesSniffer.DEFAULT_SNIFF_REQUEST_TIMEOUT,
                isTls ? ElasticsearchNodesSniffer.Scheme.HTTPS : ElasticsearchNodesSniffer.Scheme.HTTP);
        Sniffer sniffer = Sniffer.builder(client)
                .setNodesSniffer(nodes)
                .setSniffIntervalMillis(SNIFF_MILLIS)
                .build();
        onFailure.setSniffer(sniffer);
        return sniffer;
    }

    /**
     * Sends a request and waits for its answer, whatever its status.
     *
     * @throws AnalyticsUnavailableException where nobody answered in time; it may have been carried out
     */
    ElasticAnswer send(ElasticRequest asked) throws AnalyticsUnavailableException, InterruptedException {
        CompletableFuture<Response> answered = new CompletableFuture<>();
        Cancellable call = client.performRequestAsync(request(asked), listener(answered));
        try {
            return answer(answered.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ResponseException refused) {
                return answer(refused.getResponse());
            }
            throw ElasticFailures.unavailable(e.getCause());
        } catch (TimeoutException e) {
            call.cancel();
            throw ElasticFailures.unavailable(e);
        } catch (InterruptedException e) {
            call.cancel();
            throw e;
        }
    }

    private static Request request(ElasticRequest asked) {
        Request request = new Request(asked.method(), asked.path());
        request.addParameters(asked.parameters());
        byte[] body = asked.body();
        if (body != null) {
            ContentType type =
                    asked.isLines() ? ContentType.create("application/x-ndjson") : ContentType.APPLICATION_JSON;
            request.setEntity(new WholeBody(body, type));
        }
        return request;
    }

    private static ResponseListener listener(CompletableFuture<Response> answered) {
        return new ResponseListener() {
            @Override
            public void onSuccess(Response response) {
                answered.complete(response);
            }

            @Override
            public void onFailure(Exception failure) {
                answered.completeExceptionally(failure);
            }
        };
    }

    private static ElasticAnswer answer(Response response) throws AnalyticsUnavailableException {
        try {
            HttpEntity entity = response.getEntity();
            return new ElasticAnswer(
                    response.getStatusCode(), entity == null ? new byte[0] : EntityUtils.toByteArray(entity));
        } catch (IOException e) {
            throw ElasticFailures.unavailable(e);
        }
    }

    @Override
    public void close() {
        try {
            if (sniffer != null) {
                sniffer.close();
            }
            client.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
