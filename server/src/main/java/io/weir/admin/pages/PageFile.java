package io.weir.admin.pages;

import io.vertx.core.buffer.Buffer;

/**
 * One built file as it is sent.
 *
 * @param path below the page's own, such as {@code assets/react-Dr_gA9PE.js}
 * @param mediaType with its charset
 * @param etag in quotes
 * @param plain the bytes
 * @param gzip the same, compressed
 */
record PageFile(String path, String mediaType, String etag, Buffer plain, Buffer gzip) {
    private static final String ASSETS = "assets/";

    /** Its name holds a digest of its content, so that a browser never has to ask for it again. */
    boolean isImmutable() {
        return path.startsWith(ASSETS);
    }
}
