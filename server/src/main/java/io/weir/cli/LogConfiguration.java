package io.weir.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Which {@code logback.xml} a node logs by. One thread, before the first logger is made: from then on it is fixed. */
public final class LogConfiguration {
    private static final String PROPERTY = "logback.configurationFile";
    private static final String FILE = "logback.xml";

    private LogConfiguration() {}

    /**
     * Takes that of a configuration folder, else the shipped one. What the user named as a system property stays.
     *
     * @param conf the folder that also holds {@code config.xml}
     */
    public static void choose(CommandContext context, Path conf) {
        Path own = conf.resolve(FILE);
        Path file = Files.exists(own) ? own : context.defaultConf().resolve(FILE);
        if (System.getProperty(PROPERTY) == null && Files.exists(file)) {
            System.setProperty(PROPERTY, file.toUri().toString());
        }
    }

    /** Has one logger, and those below it, tell of their progress, however quiet the others are. */
    public static void tellProgress(String logger) {
        if (LoggerFactory.getLogger(logger) instanceof Logger told) {
            told.setLevel(Level.INFO);
        }
    }
}
