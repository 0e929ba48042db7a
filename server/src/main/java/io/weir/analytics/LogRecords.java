package io.weir.analytics;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands warnings and errors of the node's own loggers to a sink. It logs nothing itself, so it can't call itself. Any thread.
 */
public final class LogRecords extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final String OWN = "io.weir.";
    private static final String OWN_SPECIAL = "weir.";

    private final AnalyticsSink sink;

    public LogRecords(AnalyticsSink sink) {
        this.sink = sink;
        setName("weir-analytics");
    }

    /** Begins, where Logback does the logging. */
    public void attach() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            setContext(context);
            start();
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(this);
        }
    }

    public void detach() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
        }
        stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!sink.isOn() || !event.getLevel().isGreaterOrEqual(Level.WARN)) {
            return;
        }
        String logger = event.getLoggerName();
        if (logger.startsWith(OWN) || logger.startsWith(OWN_SPECIAL)) {
            sink.tell(Note.of(Family.LOG)
                    .with("level", event.getLevel().toString())
                    .with("logger", logger)
                    .with("message", event.getFormattedMessage()));
        }
    }
}
