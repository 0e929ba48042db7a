package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.admin.GatewayCaller.Header;
import io.weir.admin.GatewayCaller.Tried;
import io.weir.time.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GatewayCallerIT {
    private static final GatewayCaller caller = new GatewayCaller(Ticker.system());
    private static HttpServer gateway;

    @BeforeAll
    static void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        gateway.createContext("/echo", exchange -> {
            String told = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Asked") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, 200, "application/problem+json", told.getBytes(StandardCharsets.UTF_8));
        });
        gateway.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "/echo");
            answer(exchange, 302, "text/plain", new byte[0]);
        });
        gateway.createContext("/image", exchange -> answer(exchange, 200, "image/png", new byte[] {1, 2, 3}));
        gateway.createContext(
                "/long", exchange -> answer(exchange, 200, "text/plain", new byte[GatewayCaller.MAX_TEXT_BYTES + 1]));
        gateway.start();
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.stop(0);
        caller.close();
    }

    private static Tried call(String method, String path, String body) throws IOException {
        URI url = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + path);
        return caller.call(method, url, List.of(new Header("X-Asked", "yes")), body);
    }

    @Test
    void sendsWhatItIsGivenAndTellsWhatCame() throws Exception {
        Tried tried = call("PATCH", "/echo/a%2Fb?q=1", "{}");

        assertThat(tried.status()).isEqualTo(200);
        assertThat(tried.body()).isEqualTo("PATCH /echo/a%2Fb?q=1 yes {}");
        assertThat(tried.headers()).extracting(Header::value).contains("application/problem+json");
        assertThat(tried.truncated()).isFalse();
    }

    @Test
    void followsNothing() throws Exception {
        assertThat(call("GET", "/moved", "").status()).isEqualTo(302);
    }

    @Test
    void leavesOutWhatIsNoText() throws Exception {
        Tried tried = call("GET", "/image", "");

        assertThat(tried.binary()).isTrue();
        assertThat(tried.body()).isEmpty();
    }

    @Test
    void cutsWhatIsTooLong() throws Exception {
        Tried tried = call("GET", "/long", "");

        assertThat(tried.truncated()).isTrue();
        assertThat(tried.body()).hasSize(GatewayCaller.MAX_TEXT_BYTES);
    }
}
