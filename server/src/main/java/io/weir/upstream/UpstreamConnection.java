package io.weir.upstream;

/** An open connection to an origin. Confined to its event loop; reports room and loss to its pool. */
interface UpstreamConnection {

    /** True once a stream was opened on it: the server may have closed it since, unnoticed. */
    boolean isUsed();

    /** True while a further stream can be opened. */
    boolean hasRoom();

    /** Opens a stream; {@link UpstreamStream.Events#onStream} or {@link UpstreamStream.Events#onBroken} follows. */
    void open(UpstreamStream.Events events);

    /** True while no stream is open on it. */
    boolean isIdle();

    /** True where it is idle and has been for so long that it should go. */
    boolean isExpired(long nowNanos);

    void close();
}
