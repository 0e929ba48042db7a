package io.weir.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HopByHopTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "KEEP-ALIVE",
                "te",
                "Trailer",
                "Transfer-Encoding",
                "upgrade",
                "Proxy",
                "Proxy-Authorization",
                "proxy-authenticate",
                "Proxy-Connection",
                "Proxy-Anything",
                "HTTP2-Settings"
            })
    void knowsWhatBelongsToOneConnection(String name) {
        assertThat(HopByHop.contains(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "t", "tx", "Trailers", "Connections", "Proxies", "X-Proxy-Id", "Content-Length", "Accept"})
    void leavesTheRest(String name) {
        assertThat(HopByHop.contains(name)).isFalse();
    }

    @Test
    void readsWhatConnectionNames() {
        assertThat(HopByHop.nominated(List.of("close", "Keep-Alive"))).isEmpty();
        assertThat(HopByHop.nominated(List.of("close, X-A,,x-b ", " x-c"))).containsExactly("X-A", "x-b", "x-c");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "42,42",
        "999999999999999999,999999999999999999",
        "-1,-1",
        "+1,-1",
        "0x1,-1",
        "1000000000000000000,-1"
    })
    void readsLengthsStrictly(String value, long expected) {
        assertThat(HopByHop.length(value)).isEqualTo(expected);
        assertThat(HopByHop.length(null)).isEqualTo(-1);
        assertThat(HopByHop.length("")).isEqualTo(-1);
        assertThat(HopByHop.length("1 ")).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeout=5|4",
                "timeout=5, max=9|4",
                "max=9,timeout=1|0",
                "timeout=0|0",
                "max=9|50",
                "timeout=x|50",
                "timeout=60|50"
            })
    void takesAServersWordOnIdleConnections(String value, long seconds) {
        long fifty = TimeUnit.SECONDS.toNanos(50);

        assertThat(KeepAlive.idleNanos(value, fifty)).isEqualTo(TimeUnit.SECONDS.toNanos(seconds));
    }
}
