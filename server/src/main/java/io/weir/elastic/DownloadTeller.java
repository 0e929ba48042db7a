package io.weir.elastic;

import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** Tells somebody how far a large download is; of small ones, such as checksums, nothing. */
final class DownloadTeller extends AbstractTransferListener {
    private static final long MIN_BYTES = 1 << 20;

    private final DownloadProgress progress;

    DownloadTeller(DownloadProgress progress) {
        this.progress = progress;
    }

    @Override
    public void transferProgressed(TransferEvent event) {
        long total = event.getResource().getContentLength();
        if (total >= MIN_BYTES) {
            progress.reached(event.getTransferredBytes(), total);
        }
    }
}
