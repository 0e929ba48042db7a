package io.weir.elastic;

/** Is told how far a download is, several times a second. */
@FunctionalInterface
public interface DownloadProgress {

    /**
     * So much is there.
     *
     * @param bytes of it
     * @param total how many there will be
     */
    void reached(long bytes, long total);
}
