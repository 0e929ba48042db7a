package io.weir.admin;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.weir.catalog.Kind;
import io.weir.catalog.Role;
import io.weir.event.CatalogEvents;
import io.weir.event.ClusterEvent;
import io.weir.event.EventFollower;
import io.weir.event.EventId;
import io.weir.event.EventType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One who follows the events, as server-sent events. Events come on the feed's thread; all else is on the event loop of the request. What
 * the client has not taken is bounded: one that is slower is cut off, and comes back for the rest. Each {@value #BEAT_MILLIS} ms a
 * comment keeps the connection open, and it is looked at anew whether the caller may still follow.
 */
final class EventStream implements EventFollower {
    static final int MAX_PENDING_BYTES = 256 << 10;
    static final long BEAT_MILLIS = 15_000;

    /** How long a client has to take what was written for it when its stream ends. */
    private static final long END_MILLIS = 10_000;

    /** How long a browser waits before it comes back. */
    private static final Buffer RETRY = Buffer.buffer("retry: 2000\n\n");

    private static final Buffer BEAT = Buffer.buffer(": keep-alive\n\n");

    /** Whose ids not everybody may read who may follow. */
    private static final Map<String, Set<Role>> READERS = Map.of(
            Kind.USER.label(), Set.of(Role.ADMIN, Role.VIEWER),
            Kind.TOKEN.label(), Set.of(Role.ADMIN));

    private final Vertx vertx;
    private final Context context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final EventFrames frames;
    private final Supplier<Future<Principal>> lookAgain;
    private final BiConsumer<EventStream, EventStreams.End> left;
    private final AtomicLong pending = new AtomicLong();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile Principal principal;

    /** Nothing more is told, so that what the client has is without a gap. The feed's thread only. */
    private boolean isCut;

    private long timer;

    /**
     * @param frames shared by all streams
     * @param principal who follows
     * @param lookAgain tells who follows as things stand then; fails where they may not any more
     * @param left is told once when it is over
     */
    EventStream(
            Vertx vertx,
            Context context,
            HttpServerRequest request,
            EventFrames frames,
            Principal principal,
            Supplier<Future<Principal>> lookAgain,
            BiConsumer<EventStream, EventStreams.End> left) {
        this.vertx = vertx;
        this.context = context;
        this.request = request;
        this.response = request.response();
        this.frames = frames;
        this.principal = principal;
        this.lookAgain = lookAgain;
        this.left = left;
    }

    /** Sends the head. */
    void start() {
        response.closeHandler(closed -> over(EventStreams.End.LEFT));
        response.exceptionHandler(failure -> over(EventStreams.End.LEFT));
        write(RETRY);
        timer = vertx.setPeriodic(BEAT_MILLIS, id -> beat());
    }

    /** Ends the answer in order, and the connection where the client takes no more of it. Any thread. */
    void end(EventStreams.End why) {
        context.runOnContext(now -> {
            if (over(why)) {
                long deadline =
                        vertx.setTimer(END_MILLIS, id -> request.connection().close());
                response.end().onComplete(sent -> vertx.cancelTimer(deadline));
            }
        });
    }

    @Override
    public void begin(EventId position) {
        context.runOnContext(now -> write(EventFrames.position(position)));
    }

    @Override
    public void accept(List<ClusterEvent> events) {
        if (isCut || isOver.get()) {
            return;
        }
        List<Buffer> encoded = frames.of(events);
        Buffer text = Buffer.buffer();
        long room = MAX_PENDING_BYTES - pending.get();
        for (int i = 0; i < encoded.size() && !isCut; i++) {
            if (isVisible(events.get(i))) {
                Buffer frame = frame(events.get(i), encoded.get(i));
                isCut = text.length() + frame.length() > room;
                if (!isCut) {
                    text.appendBuffer(frame);
                }
            }
        }
        if (text.length() > 0) {
            pending.addAndGet(text.length());
            context.runOnContext(now -> write(text).onComplete(sent -> pending.addAndGet(-text.length())));
        }
        if (isCut) {
            end(EventStreams.End.SLOW);
        }
    }

    private boolean isVisible(ClusterEvent event) {
        Set<Role> readers = event.type().equals(EventType.CATALOG_CHANGED.label())
                ? READERS.get(event.details().get("kind"))
                : null;
        return readers == null || principal.hasAny(readers);
    }

    /** Which objects changed is told to admins: the others may not know of all organizations'. */
    private Buffer frame(ClusterEvent event, Buffer whole) {
        return principal.isAdmin() || !event.details().containsKey(CatalogEvents.IDS)
                ? whole
                : EventFrames.frame(event.without(CatalogEvents.IDS));
    }

    private Future<Void> write(Buffer text) {
        return isOver.get() ? Future.succeededFuture() : response.write(text);
    }

    private void beat() {
        if (pending.get() == 0) {
            write(BEAT);
        }
        lookAgain.get().onSuccess(same -> principal = same).onFailure(failure -> {
            boolean isBusy = failure instanceof ProblemException problem && problem.status() == 503;
            if (!isBusy) {
                end(EventStreams.End.LOGIN);
            }
        });
    }

    /** True for the first call alone. */
    private boolean over(EventStreams.End why) {
        if (isOver.getAndSet(true)) {
            return false;
        }
        vertx.cancelTimer(timer);
        left.accept(this, why);
        return true;
    }
}
