package io.weir.elastic;

import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log how far a large download is, in steps of a tenth. One download at a time. */
final class DownloadLog extends AbstractTransferListener {
    private static final Logger log = LoggerFactory.getLogger(DownloadLog.class);
    private static final long MIN_BYTES = 1 << 20;
    private static final int STEPS = 10;

    private long step;

    @Override
    public void transferStarted(TransferEvent event) {
        step = 0;
        long length = event.getResource().getContentLength();
        if (length >= MIN_BYTES) {
            log.info("downloading Elasticsearch {} ({} MB), once", ElasticArtifact.VERSION, length >> 20);
        }
    }

    @Override
    public void transferProgressed(TransferEvent event) {
        long length = event.getResource().getContentLength();
        if (length < MIN_BYTES) {
            return;
        }
        long reached = event.getTransferredBytes() * STEPS / length;
        if (reached > step) {
            step = reached;
            log.info("downloading Elasticsearch: {} of {} MB", event.getTransferredBytes() >> 20, length >> 20);
        }
    }
}
