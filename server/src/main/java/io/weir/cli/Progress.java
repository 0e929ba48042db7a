package io.weir.cli;

/**
 * Tells on stderr how far something long has come: on a terminal one line that rewrites itself, elsewhere a line every tenth of the way
 * of more than {@value #WORTH_TELLING} steps. One thread.
 */
public final class Progress implements AutoCloseable {
    private static final int WORTH_TELLING = 200;
    private static final int TENTHS = 10;

    private final CommandContext context;
    private final String doing;
    private int done;
    private int told;

    /** @param doing what goes on, such as {@code "applying"} */
    public Progress(CommandContext context, String doing) {
        this.context = context;
        this.doing = doing;
    }

    /** One more step of a known total is done. */
    public void step(int total) {
        done++;
        int tenth = done * TENTHS / Math.max(total, 1);
        if (context.isTerminal()) {
            show(done + " of " + total);
        } else if (total > WORTH_TELLING && tenth > told) {
            told = tenth;
            context.say(doing + ": " + done + " of " + total);
        }
    }

    /** Something was done of which nobody knows how much is left. */
    public void count(int now, String what) {
        if (context.isTerminal()) {
            show(now + " " + what);
        }
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (context.isTerminal()) {
            context.err().print("\r\033[K");
            context.err().flush();
        }
    }

    private void show(String text) {
        context.err().print("\r\033[Kweir: " + doing + ": " + text);
        context.err().flush();
    }
}
