package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} has each code of the admin API, and no other. */
class ErrorCodesDocsTest {
    private static final Pattern IN_CODE = Pattern.compile(
            "(?:new ProblemException\\(\\s*\\d{3},\\s*|conflict\\(\\s*|RefusedException\\(Reason\\.\\w+,\\s*)\"([a-z-]+)\"");
    private static final Pattern IN_TABLE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");

    @Test
    void listsEveryCode() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String folder : new String[] {"admin", "publishing"}) {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/weir", folder))) {
                files.filter(Files::isRegularFile)
                        .map(ErrorCodesDocsTest::read)
                        .forEach(text -> used.addAll(found(IN_CODE, text)));
            }
        }

        String docs = read(Path.of("../docs/errors.md"));
        String section = docs.substring(docs.indexOf("## Admin API"));

        assertThat(found(IN_TABLE, section)).isEqualTo(used);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
