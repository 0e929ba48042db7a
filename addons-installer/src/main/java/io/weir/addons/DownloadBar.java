package io.weir.addons;

import io.weir.cli.CommandContext;
import io.weir.elastic.DownloadProgress;

/** Shows how far a download is: on a terminal a bar that rewrites itself, elsewhere a line every tenth of it. One download. */
final class DownloadBar implements AutoCloseable, DownloadProgress {
    private static final int WIDTH = 30;
    private static final int TENTHS = 10;

    private final CommandContext context;
    private long told = -1;

    DownloadBar(CommandContext context) {
        this.context = context;
    }

    @Override
    public void reached(long bytes, long total) {
        String megabytes = (bytes >> 20) + " of " + (total >> 20) + " MB";
        if (context.isTerminal()) {
            int done = (int) (bytes * WIDTH / total);
            context.err()
                    .print("\r\033[Kweir: downloading Elasticsearch [" + "#".repeat(done) + "-".repeat(WIDTH - done)
                            + "] " + megabytes);
            context.err().flush();
            return;
        }
        long tenth = bytes * TENTHS / total;
        if (tenth > told) {
            told = tenth;
            context.say("downloading Elasticsearch: " + megabytes);
        }
    }

    @Override
    public void close() {
        if (context.isTerminal()) {
            context.err().print("\r\033[K");
            context.err().flush();
        }
    }
}
