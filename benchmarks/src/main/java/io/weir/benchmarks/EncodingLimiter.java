package io.weir.benchmarks;

import io.weir.limit.LocalReport;
import io.weir.limit.SharedLimiter;
import io.weir.limit.Take;
import io.weir.limit.TakeResult;
import io.weir.limit.Trip;
import io.weir.redis.LimiterCommands;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.util.RedisOutputStream;

/**
 * Counters that grant everything at once: a trip's commands are made and written as for Redis, but to nobody, and no answer is read. What
 * is left of a check's cost is this process' own. One thread at a time for each session.
 */
final class EncodingLimiter implements SharedLimiter {
    private static final long PLENTY = 1_000_000_000L;
    private static final long HOUR_MILLIS = 3_600_000;

    private final InstantSource clock;

    EncodingLimiter(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Session open(Duration timeout) {
        return new EncodingSession(clock);
    }

    private static final class EncodingSession implements Session {
        private static final byte[] SHA =
                "0123456789012345678901234567890123456789".getBytes(StandardCharsets.ISO_8859_1);

        private final InstantSource clock;
        private final RedisOutputStream out = new RedisOutputStream(OutputStream.nullOutputStream());

        EncodingSession(InstantSource clock) {
            this.clock = clock;
        }

        @Override
        public void run(Trip trip) {
            byte[] notAfter = Long.toString(trip.notAfterMillis()).getBytes(StandardCharsets.ISO_8859_1);
            for (Take take : trip.takes()) {
                write(LimiterCommands.take(SHA, take.set(), notAfter, take.wanted()));
            }
            flush();
            long now = clock.millis();
            for (Take take : trip.takes()) {
                take.answer(granted(take, now));
            }
            trip.reports().forEach(LocalReport::acknowledge);
        }

        private void write(byte[][] command) {
            CommandArguments arguments = new CommandArguments(Protocol.Command.EVALSHA);
            for (byte[] argument : command) {
                arguments.add(argument);
            }
            Protocol.sendCommand(out, arguments);
        }

        private void flush() {
            try {
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static TakeResult granted(Take take, long nowMillis) {
            long[] values = new long[4 + 2 * take.set().size()];
            values[0] = take.wanted();
            values[1] = nowMillis;
            for (int i = 4; i < values.length; i += 2) {
                values[i] = PLENTY;
                values[i + 1] = HOUR_MILLIS;
            }
            return new TakeResult(values);
        }

        @Override
        public void close() {}
    }
}
