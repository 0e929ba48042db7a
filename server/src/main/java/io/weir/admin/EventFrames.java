package io.weir.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.buffer.Buffer;
import io.weir.event.ClusterEvent;
import io.weir.event.EventId;
import java.util.List;

/** Writes events as server-sent events, once for all who are told the same list. The feed's thread only. */
final class EventFrames {
    private List<ClusterEvent> last = List.of();
    private List<Buffer> frames = List.of();

    /** One frame for each event, in the same order. */
    List<Buffer> of(List<ClusterEvent> events) {
        if (events != last) {
            frames = events.stream().map(EventFrames::frame).toList();
            last = events;
        }
        return frames;
    }

    /** Is no event: a browser only remembers where it is. */
    static Buffer position(EventId position) {
        return Buffer.buffer("id: " + position + "\n\n");
    }

    /** Without an id where the event is not kept: a browser then goes on from the last kept one. */
    static Buffer frame(ClusterEvent event) {
        Buffer frame = Buffer.buffer();
        if (event.id() != null) {
            frame.appendString("id: " + event.id() + "\n");
        }
        return frame.appendString("event: " + event.type() + "\ndata: ")
                .appendBytes(json(event))
                .appendString("\n\n");
    }

    private static byte[] json(ClusterEvent event) {
        try {
            return AdminJson.MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written as JSON", e);
        }
    }
}
