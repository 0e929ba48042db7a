package io.weir.wsconfig.connector;

import io.weir.wsconfig.failure.WsconfigException;
import io.weir.wsconfig.text.AjpTuning;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * {@code connector.properties}: a connector's settings, and which files of the web server it changed. The same settings give the same bytes.
 */
final class SettingsFile {
    static final String NAME = "connector.properties";

    private static final String EDITED = "edited.";

    private SettingsFile() {}

    /**
     * What the file holds.
     *
     * @param edited the web server's files that have lines of ours
     */
    record Content(ConnectorSettings settings, List<Path> edited) {
        Content {
            edited = List.copyOf(edited);
        }
    }

    static byte[] bytes(Content content) {
        Map<String, String> values = new TreeMap<>();
        ConnectorSettings settings = content.settings();
        values.put("ws", settings.site().webServer().title());
        values.put("site", settings.site().name());
        values.put("protocol", settings.protocol().title());
        if (settings.source() instanceof Source.File file) {
            values.put("cluster", file.path().toString());
        } else if (settings.source() instanceof Source.Server server) {
            values.put("server", server.address().toString());
            values.put("token-file", server.tokenFile().toString());
        }
        put(values, "dir", settings.site().folder());
        put(values, "secret-file", settings.secretFile());
        put(values, "module", settings.module());
        put(values, "bin", settings.bin());
        put(values, "script", settings.script());
        put(values, "service", settings.service());
        put(values, "mapping", settings.mapping());
        put(values, "status", settings.statusPath());
        values.put("packet-size", String.valueOf(settings.tuning().packetSize()));
        values.put(
                "reply-timeout", String.valueOf(settings.tuning().replyTimeout().toSeconds()));
        for (int index = 0; index < content.edited().size(); index++) {
            values.put(EDITED + index, content.edited().get(index).toString());
        }
        StringBuilder text = new StringBuilder("# Made by wsconfig: what it was called with.\n");
        values.forEach((name, value) ->
                text.append(name).append('=').append(escaped(value)).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Content read(Path file) {
        Properties values = new Properties();
        try {
            values.load(new StringReader(Files.readString(file)));
            return new Content(settings(values), edited(values));
        } catch (IOException | IllegalArgumentException e) {
            throw new WsconfigException(
                    file + ": cannot be read: " + e.getMessage() + " (expected: as wsconfig wrote it)", e);
        }
    }

    private static ConnectorSettings settings(Properties values) {
        return new ConnectorSettings(
                new Site(WebServer.of(required(values, "ws")), path(values, "dir"), required(values, "site")),
                Protocol.of(required(values, "protocol")),
                path(values, "cluster")
                        .<Source>map(Source.File::new)
                        .orElseGet(() -> new Source.Server(
                                URI.create(required(values, "server")), Path.of(required(values, "token-file")))),
                path(values, "secret-file"),
                path(values, "module"),
                path(values, "bin"),
                path(values, "script"),
                Optional.ofNullable(values.getProperty("service")),
                path(values, "mapping"),
                Optional.ofNullable(values.getProperty("status")),
                new AjpTuning(
                        Integer.parseInt(required(values, "packet-size")),
                        Duration.ofSeconds(Long.parseLong(required(values, "reply-timeout")))));
    }

    private static List<Path> edited(Properties values) {
        List<Path> edited = new ArrayList<>();
        for (int index = 0; values.containsKey(EDITED + index); index++) {
            edited.add(Path.of(required(values, EDITED + index)));
        }
        return edited;
    }

    private static String required(Properties values, String name) {
        String value = values.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static Optional<Path> path(Properties values, String name) {
        return Optional.ofNullable(values.getProperty(name)).map(Path::of);
    }

    private static void put(Map<String, String> values, String name, Optional<?> value) {
        value.ifPresent(present -> values.put(name, present.toString()));
    }

    private static String escaped(String value) {
        String escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        return escaped.startsWith(" ") ? "\\" + escaped : escaped;
    }
}
