package io.weir.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.weir.event.EventFeed;
import io.weir.event.EventId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * All who follow the events of this node over HTTP: at most {@link #MAX_STREAMS}, further ones are refused. Any thread.
 */
final class EventStreams {
    static final int MAX_STREAMS = 100;
    static final String MEDIA_TYPE = "text/event-stream";

    private final Vertx vertx;
    private final EventFeed feed;
    private final Lanes lanes;
    private final Authenticator authenticator;
    private final EventFrames frames = new EventFrames();
    private final Counter refused;
    private final Map<End, Counter> ended = new EnumMap<>(End.class);
    private final Semaphore room = new Semaphore(MAX_STREAMS);
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isStopping;

    /** Why a stream ended. */
    enum End {
        /** The client closed the connection. */
        LEFT,
        /** The client read too slowly. */
        SLOW,
        /** The session or token is not valid any more, or does not allow it. */
        LOGIN,
        /** The node stops. */
        STOPPED
    }

    EventStreams(Vertx vertx, EventFeed feed, Lanes lanes, Authenticator authenticator, MeterRegistry meters) {
        this.vertx = vertx;
        this.feed = feed;
        this.lanes = lanes;
        this.authenticator = authenticator;
        refused = meters.counter("weir.events.followers.refused");
        for (End end : End.values()) {
            String reason = end.name().toLowerCase(Locale.ROOT);
            ended.put(end, meters.counter("weir.events.followers.ended", "reason", reason));
        }
        Gauge.builder("weir.events.followers", room, r -> MAX_STREAMS - r.availablePermits())
                .register(meters);
    }

    /**
     * The answer that lets a caller follow.
     *
     * @param after what they know already
     * @throws ProblemException 503 where there is no room
     */
    Answer open(Call call, @Nullable EventId after) {
        if (isStopping || !room.tryAcquire()) {
            refused.increment();
            throw ProblemException.busy(
                    MAX_STREAMS + " follow the events of this node already; try again or another node");
        }
        return Answer.stream(MEDIA_TYPE, new Visit(call, after)).with("X-Accel-Buffering", "no");
    }

    /** Ends all streams in order. */
    void stop() {
        isStopping = true;
        open.forEach(stream -> stream.end(End.STOPPED));
    }

    /** A follower whose answer is on its way. */
    private final class Visit implements Answer.Streamed {
        private final Call call;
        private final @Nullable EventId after;

        Visit(Call call, @Nullable EventId after) {
            this.call = call;
            this.after = after;
        }

        @Override
        public void start(HttpServerRequest request) {
            Context context = vertx.getOrCreateContext();
            EventStream stream = new EventStream(
                    vertx,
                    context,
                    request,
                    frames,
                    call.caller(),
                    () -> lookAgain(call, context),
                    EventStreams.this::left);
            open.add(stream);
            stream.start();
            feed.follow(stream, after);
            if (isStopping) {
                stream.end(End.STOPPED);
            }
        }

        @Override
        public void abandon() {
            room.release();
        }
    }

    /** Who it is that follows, as things stand now; fails where they may not. */
    private Future<Principal> lookAgain(Call call, Context context) {
        return lanes.run(Lanes.Lane.DOOR, context, () -> authenticator.authenticate(call.client()))
                .map(principal -> {
                    if (!principal.hasAny(call.operation().roles())) {
                        throw ProblemException.forbidden("roles: " + principal.roles());
                    }
                    return principal;
                });
    }

    private void left(EventStream stream, End why) {
        feed.unfollow(stream);
        open.remove(stream);
        room.release();
        Objects.requireNonNull(ended.get(why)).increment();
    }
}
