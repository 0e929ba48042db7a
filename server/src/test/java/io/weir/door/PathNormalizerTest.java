package io.weir.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathNormalizerTest {

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a/b, /a/b",
        "/a/./b, /a/b",
        "/a/../b, /b",
        "/a/b/.., /a/",
        "/a/b/., /a/b/",
        "/.., /",
        "/../../a, /a",
        "/., /",
        "/a/%2e%2E/b, /b",
        "/a/.%2e/b, /b",
        "/a/%2e/b, /a/b",
        "//a//b, //a//b",
        "/a//../b, /a/b",
        "/a/../../b/./c/.., /b/",
        "/.well-known/x, /.well-known/x",
        "/a/..., /a/...",
        "/a..b/c., /a..b/c.",
        "/%41%7e%2D%5f%2ex, /A~-_.x",
        "/caf%C3%A9, /caf%C3%A9",
        "/a%2fb%2Fc, /a%2fb%2Fc",
        "/a%5cb, /a%5cb",
        "/a%20b, /a%20b",
        "/a%252e%252e/b, /a%252e%252e/b",
        "/%2541, /%2541",
        "/a;x=1/b, /a;x=1/b",
    })
    void bringsAPathIntoItsNormalForm(String path, String normal) {
        assertThat(PathNormalizer.normalize(path)).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/items('42')/a,b=$c&d!e*f+g:h@i", "/[a]|b^c"})
    void leavesWhatIsReservedByteForByte(String path) {
        assertThat(PathNormalizer.normalize(path)).isSameAs(path);
    }

    @Test
    void givesTheSameStringBackWhereNothingIsToBeDone() {
        String path = "/petstore/v1/pets/42.json";

        assertThat(PathNormalizer.normalize(path)).isSameAs(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "/a b",
                "/a\\b",
                "/a\"",
                "/<",
                "/{x}",
                "/`",
                "/a#b",
                "/a?b",
                "/%",
                "/%4",
                "/%4g",
                "/%g4",
                "/%%41",
                "/%00",
                "/%1f",
                "/%7F",
                "/\u00E9",
                "/\u20AC",
                "/..%2f",
                "/%2f..",
                "/%2f../a",
                "/a%2F.%2Fb",
                "/%2e%2e%2f",
                "/a%5C..",
                "/..%5cb",
                "/..;/a",
                "/a/.;x",
                "/a%2f..;x=1%2fb",
                "/%2e%2e;a"
            })
    void refusesWhatCannotBeTaken(String path) {
        assertThatThrownBy(() -> PathNormalizer.normalize(path)).isInstanceOf(RefusedException.class);
    }

    @Property(tries = 5000)
    void isIdempotentAndNeverGrows(@ForAll("paths") String path) {
        String normal = normalizeOrNull(path);

        if (normal != null) {
            assertThat(PathNormalizer.normalize(normal)).isEqualTo(normal);
            assertThat(normal.length()).isLessThanOrEqualTo(path.length());
            assertThat(normal).startsWith("/");
        }
    }

    /** Whatever of it a target decodes, and whichever slash it cuts at. */
    @Property(tries = 5000)
    void neverYieldsADotSegment(@ForAll("paths") String path) {
        String normal = normalizeOrNull(path);

        if (normal != null) {
            List<String> segments = Arrays.stream(normal.split("/", -1))
                    .flatMap(segment -> Arrays.stream(decode(segment).split("[/\\\\]", -1)))
                    .collect(Collectors.toList());
            assertThat(segments).doesNotContain(".", "..");
            assertThat(decode(normal)).doesNotContain("\0");
        }
    }

    private static @org.jspecify.annotations.Nullable String normalizeOrNull(String path) {
        try {
            return PathNormalizer.normalize(path);
        } catch (RefusedException e) {
            return null;
        }
    }

    private static String decode(String text) {
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                decoded.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                decoded.append(text.charAt(i));
            }
        }
        return decoded.toString();
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(
                        "/", "/", "/", ".", ".", "..", "%2e", "%2E", "%2f", "%2F", "%5c", "%5C", "%25", "%00", "%41",
                        "%7e", ";", "a", "b", "x.y", "%", "(", "$", "%C3%A9")
                .list()
                .ofMinSize(0)
                .ofMaxSize(12)
                .map(parts -> "/" + String.join("", parts));
    }
}
