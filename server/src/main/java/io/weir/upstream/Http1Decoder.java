package io.weir.upstream;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Netty's decoder of answers, told which of them answer a HEAD and so have no body whatever their fields say (RFC 9112 6.3). */
final class Http1Decoder extends HttpResponseDecoder {
    /** The head of an answer may be this large. */
    static final int MAX_HEAD_BYTES = 64 * 1024;

    private static final int MAX_STATUS_LINE_BYTES = 4096;
    private static final int MAX_PIECE_BYTES = 64 * 1024;

    private boolean answersHead;

    Http1Decoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_STATUS_LINE_BYTES)
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setMaxChunkSize(MAX_PIECE_BYTES));
    }

    void answersHead(boolean value) {
        answersHead = value;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return answersHead || super.isContentAlwaysEmpty(message);
    }
}
