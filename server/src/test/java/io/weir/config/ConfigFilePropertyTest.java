package io.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.config.NodeConfig.Address;
import io.weir.config.NodeConfig.DataStore;
import io.weir.config.NodeConfig.DataStoreMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConfigFilePropertyTest {
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->|<\\?.*?\\?>", Pattern.DOTALL);

    /** A file made of what must stay and of values, each with the path that it is the value of; no path for what stays. */
    private record Piece(String text, String path) {
        static Piece fixed(String text) {
            return new Piece(text, "");
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void everyByteOutsideTheChangedValuesStays(
            @ForAll long seed, @ForAll("stores") DataStore before, @ForAll("stores") DataStore after) throws Exception {
        List<Piece> pieces = new Document(new Random(seed), true).of(before);
        ConfigEdit edit = ConfigEdit.ofDataStore(before, after);
        Map<String, String> replaced = new LinkedHashMap<>(edit.values());
        if (!edit.addresses().isEmpty()) {
            Address address = after.addresses().get(0);
            replaced.put("datastore.address.host", address.host());
            replaced.put("datastore.address.port", Integer.toString(address.port()));
        }
        StringBuilder expected = new StringBuilder();
        pieces.forEach(piece -> expected.append(
                replaced.containsKey(piece.path()) ? Document.plain(replaced.get(piece.path())) : piece.text()));

        String result = rewritten(pieces, before, after, edit);

        assertThat(result).isEqualTo(expected.toString());
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void whatIsMissingIsAddedAndNothingElseChanges(
            @ForAll long seed, @ForAll("stores") DataStore before, @ForAll("stores") DataStore after) throws Exception {
        List<Piece> pieces = new Document(new Random(seed), false).of(before);
        ConfigEdit edit = ConfigEdit.ofDataStore(before, after);
        boolean isElsewhere = !edit.addresses().isEmpty();

        String result = rewritten(pieces, before, after, edit);

        int at = 0;
        for (Piece piece : pieces) {
            boolean isReplaced = edit.values().containsKey(piece.path())
                    || (isElsewhere && piece.path().startsWith("datastore.address."));
            for (char character : isReplaced ? new char[0] : piece.text().toCharArray()) {
                at = result.indexOf(character, at) + 1;
                assertThat(at).isPositive();
            }
        }
        assertThat(comments(result)).isEqualTo(comments(text(pieces)));
    }

    private static String rewritten(List<Piece> pieces, DataStore before, DataStore after, ConfigEdit edit)
            throws Exception {
        Path directory = Files.createTempDirectory("weir-config-file");
        Path path = directory.resolve("config.xml");
        try {
            Files.write(path, text(pieces).getBytes(StandardCharsets.UTF_8));
            ConfigFile file = new ConfigFile(directory, Map.of(), List.of());
            NodeConfig loaded = file.load().config();
            assertThat(loaded.datastore()).isEqualTo(before);

            file.prepare(edit).write();

            NodeConfig now = file.load().config();
            assertThat(now.datastore()).isEqualTo(after);
            assertThat(now.node()).isEqualTo(loaded.node());
            assertThat(now.listeners()).isEqualTo(loaded.listeners());
            return Files.readString(path);
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve("config.xml"));
        Files.deleteIfExists(directory.resolve("config.xml.bak"));
        Files.delete(directory);
    }

    private static String text(List<Piece> pieces) {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    private static List<String> comments(String text) {
        return COMMENT.matcher(text).results().map(MatchResult::group).toList();
    }

    @Provide
    Arbitrary<DataStore> stores() {
        Arbitrary<String> words = Arbitraries.strings()
                .withChars("ab<>&\"'${}=/ \t\u00e4\u20ac\n".toCharArray())
                .ofMaxLength(12);
        Arbitrary<Address> addresses = Combinators.combine(
                        Arbitraries.of("127.0.0.1", "redis.internal", "::1"),
                        Arbitraries.integers().between(1, 7999))
                .as(Address::new);
        return Combinators.combine(
                        Arbitraries.of(DataStoreMode.EMBEDDED, DataStoreMode.STANDALONE),
                        Arbitraries.strings().alpha().ofMaxLength(5),
                        words,
                        Arbitraries.integers().between(0, 65535),
                        Arbitraries.integers().between(1, 10_000),
                        Arbitraries.integers().between(1, 600),
                        addresses)
                .as((mode, user, password, database, command, operation, address) -> new DataStore(
                        mode,
                        user,
                        Secret.of(password),
                        database,
                        mode == DataStoreMode.STANDALONE && database % 2 == 0,
                        Duration.ofMillis(command),
                        Duration.ofSeconds(operation),
                        List.of(address)));
    }

    /** Writes a file in as many ways as XML allows. */
    private static final class Document {
        private final Random random;
        private final boolean isComplete;
        private final String lineEnd;
        private final List<Piece> pieces = new ArrayList<>();

        Document(Random random, boolean isComplete) {
            this.random = random;
            this.isComplete = isComplete;
            this.lineEnd = pick("\n", "\r\n", "\r", " ");
        }

        List<Piece> of(DataStore store) {
            add(pick("", "\uFEFF", "<?xml version='1.0' encoding='utf-8'?>", "<!-- <datastore mode='x'> -->"));
            add("<weir");
            add(pick("", gap() + "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"));
            add(pick("", gap()) + ">");
            List<Runnable> sections = new ArrayList<>(List.of(
                    () -> element("node", Map.of("node.weight", "3"), Map.of()),
                    () -> add("<listeners" + pick("/>", "><http port='8080' /></listeners>")),
                    () -> element("quiesce", Map.of("quiesce.delay", "2s"), Map.of())));
            if (isComplete || !store.equals(NodeConfig.defaults().datastore())) {
                sections.add(() -> element("datastore", values(store), address(store)));
            }
            Collections.shuffle(sections, random);
            for (Runnable section : sections) {
                add(between());
                section.run();
            }
            add(between());
            add("</weir" + pick("", " ") + ">" + pick("", lineEnd, "<!-- end -->"));
            return pieces;
        }

        private static Map<String, String> values(DataStore store) {
            Map<String, String> values = new LinkedHashMap<>();
            values.put("datastore.mode", ValueType.written(store.mode()));
            values.put("datastore.username", store.username());
            values.put("datastore.password", store.password().reveal());
            values.put("datastore.database", Integer.toString(store.database()));
            values.put("datastore.tls", Boolean.toString(store.tls()));
            values.put("datastore.commandTimeout", Quantity.text(store.commandTimeout()));
            values.put("datastore.operationTimeout", Quantity.text(store.operationTimeout()));
            return values;
        }

        private static Map<String, String> address(DataStore store) {
            Address address = store.addresses().get(0);
            Map<String, String> values = new LinkedHashMap<>();
            values.put("datastore.address.host", address.host());
            values.put("datastore.address.port", Integer.toString(address.port()));
            return values;
        }

        private void element(String name, Map<String, String> values, Map<String, String> address) {
            add("<" + name);
            attributes(values);
            boolean hasAddress = !address.isEmpty() && (isComplete || !isDefault(address));
            if (!hasAddress) {
                add(pick("/>", " />", "></" + name + ">", ">" + between() + "</" + name + ">"));
                return;
            }
            add(">" + between() + "<address");
            attributes(address);
            add("/>" + between() + "</" + name + ">");
        }

        private static boolean isDefault(Map<String, String> address) {
            return address.equals(address(NodeConfig.defaults().datastore()));
        }

        private void attributes(Map<String, String> values) {
            List<Map.Entry<String, String>> shuffled = new ArrayList<>(values.entrySet());
            Collections.shuffle(shuffled, random);
            for (Map.Entry<String, String> each : shuffled) {
                String path = each.getKey();
                boolean isNeedless =
                        !isComplete && DEFAULTS.getOrDefault(path, "\0").equals(each.getValue());
                if (isNeedless && random.nextBoolean()) {
                    continue;
                }
                boolean isComparable = isComplete && path.startsWith("datastore.");
                String quote = isComparable ? "\"" : pick("\"", "'");
                add(gap() + path.substring(path.lastIndexOf('.') + 1) + pick("", " ") + "=" + pick("", " ") + quote);
                pieces.add(new Piece(isComparable ? plain(each.getValue()) : encoded(each.getValue()), path));
                add(quote);
            }
        }

        private static final Map<String, String> DEFAULTS = defaults();

        private static Map<String, String> defaults() {
            Map<String, String> defaults =
                    new LinkedHashMap<>(values(NodeConfig.defaults().datastore()));
            defaults.putAll(address(NodeConfig.defaults().datastore()));
            return defaults;
        }

        /** As a careful hand writes it between double quotes. */
        static String plain(String value) {
            return value.replace("${", "$${")
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace("\"", "&quot;")
                    .replace("\t", "&#9;")
                    .replace("\n", "&#10;");
        }

        private String encoded(String value) {
            StringBuilder encoded = new StringBuilder();
            for (char character : value.replace("${", "$${").toCharArray()) {
                boolean isPlain = character == '$' || character == '{' || Character.isLetterOrDigit(character);
                encoded.append(
                        isPlain && random.nextInt(5) > 0
                                ? String.valueOf(character)
                                : pick("&#" + (int) character + ";", "&#x" + Integer.toHexString(character) + ";"));
            }
            return encoded.toString();
        }

        private String between() {
            return pick("", lineEnd, lineEnd + "  ", lineEnd + "\t<!-- a 'b\" <datastore> -->" + lineEnd, "<?pi <x?>");
        }

        private String gap() {
            return pick(" ", "  ", "\t", lineEnd + "    ");
        }

        private void add(String text) {
            pieces.add(Piece.fixed(text));
        }

        private String pick(String... choices) {
            return choices[random.nextInt(choices.length)];
        }
    }
}
