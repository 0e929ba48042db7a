package io.weir.redis;

import io.weir.limit.LocalReport;
import io.weir.limit.SharedLimiter;
import io.weir.limit.SharedLimiterException;
import io.weir.limit.StoreFailure;
import io.weir.limit.Take;
import io.weir.limit.TakeResult;
import io.weir.limit.Trip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * One connection's trips: writes all commands, then reads all answers. A command whose answer does not come is never sent again, because
 * it may have been run; only what the server did not run for want of the script is. One thread at a time.
 */
final class RedisLimiterSession implements SharedLimiter.Session {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLimiterSession.class);

    private final DeadlineConnection connection;
    private final LimiterScript take;
    private final LimiterScript report;
    private boolean isScriptErrorLogged;

    RedisLimiterSession(DeadlineConnection connection, LimiterScript take, LimiterScript report) {
        this.connection = connection;
        this.take = take;
        this.report = report;
    }

    @Override
    public void run(Trip trip) throws SharedLimiterException {
        byte[] notAfter = LimiterCommands.digits(trip.notAfterMillis());
        List<Question> questions =
                new ArrayList<>(trip.reports().size() + trip.takes().size());
        for (LocalReport sent : trip.reports()) {
            questions.add(new Question(report, LimiterCommands.report(report.sha(), sent), null, sent));
        }
        for (Take asked : trip.takes()) {
            byte[][] command = LimiterCommands.take(take.sha(), asked.set(), notAfter, asked.wanted());
            questions.add(new Question(take, command, asked, null));
        }
        connection.waitUntil(trip.deadline());
        try {
            List<Question> unknown = ask(questions, false);
            if (!unknown.isEmpty()) {
                ask(unknown, true);
            }
        } catch (JedisConnectionException e) {
            throw new SharedLimiterException(RedisFailures.of(e), connection + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.forceDisconnect();
        } catch (IOException e) {
            LOG.debug("closing a connection that is given up", e);
        }
    }

    /** @return what the server did not run because it lacked the script */
    private List<Question> ask(List<Question> questions, boolean withSource) throws SharedLimiterException {
        LimiterScript lastSent = null;
        for (Question question : questions) {
            boolean isFirst = withSource && question.script != lastSent;
            lastSent = question.script;
            question.command[0] = isFirst ? question.script.source() : question.script.sha();
            connection.sendCommand(isFirst ? Command.EVAL : Command.EVALSHA, question.command);
        }
        List<Question> unknown = new ArrayList<>(0);
        JedisDataException storeWide = null;
        for (Question question : questions) {
            try {
                question.answer(connection.getOne());
            } catch (JedisNoScriptException e) {
                unknown.add(question);
            } catch (JedisDataException e) {
                storeWide = isStoreWide(question, e) ? e : storeWide;
            }
        }
        if (storeWide != null) {
            throw new SharedLimiterException(
                    RedisFailures.of(storeWide), connection + ": " + storeWide.getMessage(), storeWide);
        }
        return unknown;
    }

    /** Tells the one concerned; a report that cannot be charged is given up. */
    private boolean isStoreWide(Question question, JedisDataException e) {
        StoreFailure failure = RedisFailures.of(e);
        if (question.take != null) {
            question.take.fail(failure);
        }
        if (!failure.isStoreWide()) {
            logOnce(e);
            if (question.report != null) {
                question.report.acknowledge();
            }
        }
        return failure.isStoreWide();
    }

    /** A spoilt key fails with every request that needs it; the metric counts them all. */
    private void logOnce(JedisDataException e) {
        if (!isScriptErrorLogged) {
            isScriptErrorLogged = true;
            LOG.error("a script of the limiter failed, further failures on this connection are only counted", e);
        }
    }

    /** A command and whom its answer concerns: a take or a report. */
    private static final class Question {
        private final LimiterScript script;
        private final byte[][] command;
        private final @Nullable Take take;
        private final @Nullable LocalReport report;

        Question(LimiterScript script, byte[][] command, @Nullable Take take, @Nullable LocalReport report) {
            this.script = script;
            this.command = command;
            this.take = take;
            this.report = report;
        }

        void answer(Object reply) {
            List<?> numbers = (List<?>) reply;
            if (report != null) {
                report.acknowledge();
            } else if (take != null) {
                long[] values = new long[numbers.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (Long) numbers.get(i);
                }
                take.answer(new TakeResult(values));
            }
        }
    }
}
