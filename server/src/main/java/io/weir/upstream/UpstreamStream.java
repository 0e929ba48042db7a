package io.weir.upstream;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** One request and its answer on a connection. Confined to its event loop. */
interface UpstreamStream {

    /**
     * Sends the head, with what there is of the body.
     *
     * @param complete no more of the body follows
     */
    void send(RequestHead head, @Nullable Buffer body, boolean complete);

    /** Sends a piece of the body. */
    void write(Buffer piece);

    /** The body is complete. */
    void end();

    /** False while the target takes the body more slowly than it comes; {@link Events#onWritable} tells when to go on. */
    boolean isWritable();

    /** Stops reading the answer; what was read already may still come. */
    void pause();

    /** Goes on reading the answer. */
    void resume();

    /** Gives up: nothing is reported any more, and nothing that was begun is used again. */
    void cancel();

    /** What happens on a stream. {@link #onEnd} or {@link #onBroken} is the last, and only one of them. */
    interface Events {

        /** The stream is ready for {@link UpstreamStream#send}. */
        void onStream(UpstreamStream stream);

        /** The head of the answer. */
        void onHead(AnswerHead head);

        /** A piece of its body. */
        void onPiece(Buffer piece);

        /** What arrived together has been told. */
        void onTurnOver();

        /** The answer is complete. */
        void onEnd();

        /** The target reads again. */
        void onWritable();

        /** The connection or stream broke, or what came is not HTTP. */
        void onBroken(Throwable cause);
    }
}
