package io.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** The files in conf/ that others than {@link ConfigLoader} read. */
class ShippedFilesTest {
    private static final Path CONF = Path.of("..", "conf");

    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void stopLogging() {
        context.stop();
    }

    @Test
    void logsTextOneLineAMessage() throws Exception {
        configure(Map.of());

        String line = encode(new IllegalStateException("two\nlines"));

        assertThat(line.lines().toList()).satisfies(lines -> {
            assertThat(lines.get(0))
                    .matches(
                            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  io\\.weir\\.xyz\\.Example - a b 2001 c d=\"1\"");
            assertThat(lines.get(1)).isEqualTo("java.lang.IllegalStateException: two lines");
            assertThat(lines.subList(2, lines.size())).isNotEmpty().allMatch(each -> each.startsWith("\t"));
        });
    }

    @Test
    void logsJson() throws Exception {
        configure(Map.of("WEIR_LOG_FORMAT", "json"));

        String line = encode(new IllegalStateException("two\nlines"));
        JsonNode json = new ObjectMapper().readTree(line);

        assertThat(line.lines()).hasSize(1);
        assertThat(json.get("formattedMessage").asText()).isEqualTo("a b\r\n2001\u001bc");
        assertThat(json.get("level").asText()).isEqualTo("INFO");
        assertThat(json.at("/kvpList/0/d").asText()).isEqualTo("1");
        assertThat(json.at("/throwable/message").asText()).isEqualTo("two\nlines");
    }

    @Test
    void takesLevelsFromTheEnvironment() throws Exception {
        configure(Map.of());
        assertThat(context.getLogger("weir.access").getEffectiveLevel()).isEqualTo(Level.OFF);
        assertThat(context.getLogger("io.weir").getEffectiveLevel()).isEqualTo(Level.INFO);

        configure(Map.of("WEIR_LOG_LEVEL", "warn", "WEIR_ACCESS_LOG", "info"));
        assertThat(context.getLogger("weir.access").getEffectiveLevel()).isEqualTo(Level.INFO);
        assertThat(context.getLogger("io.weir").getEffectiveLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void hasVmOptionsThatTheVmTakes() throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        try (var lines = Files.lines(CONF.resolve("jvm.options"))) {
            lines.filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(command::add);
        }
        command.add("-version");

        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(output).isZero();
        assertThat(output).doesNotContainIgnoringCase("warning");
    }

    private void configure(Map<String, String> properties) throws JoranException, IOException {
        context.reset();
        context.setMDCAdapter(new LogbackMDCAdapter());
        properties.forEach(context::putProperty);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(CONF.resolve("logback.xml").toFile());
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .noneMatch(status -> status.getLevel() == Status.ERROR);
    }

    private String encode(Throwable thrown) {
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        List<ConsoleAppender<ILoggingEvent>> appenders = new ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(each -> appenders.add((ConsoleAppender<ILoggingEvent>) each));
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("io.weir.xyz.Example"), Level.INFO, "a {}", thrown, new Object[] {
                    "b\r\n2001\u001bc"
                });
        event.addKeyValuePair(new KeyValuePair("d", 1));
        assertThat(appenders)
                .singleElement()
                .satisfies(appender -> assertThat(appender.getTarget()).isEqualTo("System.err"));
        return new String(appenders.get(0).getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
