package io.weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weir.door.DoorLimits;
import io.weir.door.HeaderNames;
import io.weir.door.RefusedException;
import io.weir.door.RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadParserTest {
    private static final DoorLimits LIMITS = new DoorLimits(64, 128, 4, Long.MAX_VALUE, 1, 1);

    private final HeadParser parser = new HeadParser(LIMITS);

    @Test
    void leavesWhatFollowsTheHead() {
        ByteBuf in = bytes("GET /a?b HTTP/1.1\r\nHost: h\r\n\r\nbody");

        RequestHead head = java.util.Objects.requireNonNull(parser.parse(in));

        assertThat(head.path).isEqualTo("/a");
        assertThat(head.query).isEqualTo("b");
        assertThat(in.toString(StandardCharsets.US_ASCII)).isEqualTo("body");
    }

    @Test
    void acceptsARequestLineAndAHeaderAsLongAsTheirLimits() {
        String line = "GET /" + "a".repeat(64 - 14) + " HTTP/1.1\r\n";
        String fields = "Host: h\r\nX: " + "y".repeat(128 - 9 - 3 - 2) + "\r\n";

        assertThat(parser.parse(bytes(line + fields + "\r\n"))).isNotNull();
        assertThat(verdict(parser, line.replace("/a", "/aa") + fields + "\r\n")).isEqualTo("request-line-too-long");
        assertThat(verdict(parser, line + fields.replace("yy", "yyy") + "\r\n")).isEqualTo("headers-too-large");
    }

    @Test
    void acceptsAsManyFieldsAsTheLimit() {
        String start = "GET / HTTP/1.1\r\nHost: h\r\n";

        assertThat(verdict(parser, start + "X: y\r\n".repeat(3) + "\r\n")).isEqualTo("GET /");
        assertThat(verdict(parser, start + "X: y\r\n".repeat(4) + "\r\n")).isEqualTo("headers-too-large");
    }

    @Test
    void takesTheNamesThatItKnowsFromItsTable() {
        byte[] name = "User-Agent".getBytes(StandardCharsets.US_ASCII);

        assertThat((Object) HeaderNames.of(name, 0, name.length))
                .isSameAs(HeaderNames.of(name.clone(), 0, name.length));
    }

    /** The same bytes cut up anyhow come to the same end: no reading of them depends on how they travelled. */
    @Property(tries = 2000)
    void doesNotDependOnHowTheBytesAreCut(
            @ForAll("heads") String head, @ForAll @Size(max = 5) List<@IntRange(max = 150) Integer> cuts) {
        String whole = verdict(new HeadParser(LIMITS), head);

        String last = "incomplete";
        HeadParser pieces = new HeadParser(LIMITS);
        for (int cut : cuts.stream().sorted().toList()) {
            if (last.equals("incomplete") && cut < head.length()) {
                last = verdict(pieces, head.substring(0, cut));
            }
        }
        if (last.equals("incomplete")) {
            last = verdict(pieces, head);
        }

        assertThat(last).isEqualTo(whole);
    }

    @Provide
    Arbitrary<String> heads() {
        Arbitrary<String> parts = Arbitraries.of(
                "GET",
                " ",
                " ",
                "/",
                "/a%41",
                "?q",
                " HTTP/1.1",
                "\r\n",
                "\r\n",
                "\r\n",
                "\n",
                "\r",
                "Host",
                ": ",
                ":",
                "h",
                "X: y",
                "Content-Length: 5",
                "Transfer-Encoding: chunked",
                "a".repeat(60),
                "\t",
                "\0",
                "\u00E9");
        Arbitrary<String> random = parts.list().ofMaxSize(14).map(list -> String.join("", list));
        Arbitrary<String> nearlyValid = parts.list()
                .ofMaxSize(4)
                .map(list -> "GET / HTTP/1.1\r\nHost: h\r\n" + String.join("", list) + "\r\n\r\n");
        return Arbitraries.oneOf(random, nearlyValid);
    }

    private static String verdict(HeadParser parser, String text) {
        try {
            @Nullable RequestHead head = parser.parse(bytes(text));
            return head == null ? "incomplete" : head.method + " " + head.path;
        } catch (RefusedException e) {
            return e.error().code();
        }
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
}
