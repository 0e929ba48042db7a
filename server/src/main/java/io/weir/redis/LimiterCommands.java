package io.weir.redis;

import io.weir.limit.LimitSet;
import io.weir.limit.LocalReport;
import java.nio.charset.StandardCharsets;

/** The arguments of the limiter's scripts as {@code EVALSHA} takes them; see the scripts. */
public final class LimiterCommands {
    private static final int ARGUMENTS_PER_LIMIT = 4;
    private static final int ARGUMENTS_PER_LINE = 6;

    /** A report is repeated within seconds, or when an outage ends; one that comes again later than this would count twice. */
    private static final byte[] REPORT_TTL_MILLIS = digits(24L * 3600 * 1000);

    private LimiterCommands() {}

    /** A number in decimal. */
    static byte[] digits(long number) {
        return Long.toString(number).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One take of up to so many from every limit of a set. */
    public static byte[][] take(byte[] sha, LimitSet set, byte[] notAfter, int wanted) {
        int keys = set.size();
        byte[][] arguments = set.arguments();
        byte[][] command = new byte[4 + keys + arguments.length][];
        command[0] = sha;
        command[1] = digits(keys);
        for (int i = 0; i < keys; i++) {
            command[2 + i] = set.limit(i).key();
        }
        command[2 + keys] = notAfter;
        command[3 + keys] = digits(wanted);
        System.arraycopy(arguments, 0, command, 4 + keys, arguments.length);
        return command;
    }

    static byte[][] report(byte[] sha, LocalReport report) {
        int lines = report.lines().size();
        byte[][] command = new byte[4 + lines + ARGUMENTS_PER_LINE * lines][];
        command[0] = sha;
        command[1] = digits(1 + lines);
        command[2] = report.key().getBytes(StandardCharsets.UTF_8);
        command[3 + lines] = REPORT_TTL_MILLIS;
        for (int i = 0; i < lines; i++) {
            LocalReport.Line line = report.lines().get(i);
            int at = 4 + lines + ARGUMENTS_PER_LINE * i;
            command[3 + i] = line.limit().key();
            System.arraycopy(line.limit().arguments(), 0, command, at, ARGUMENTS_PER_LIMIT);
            command[at + ARGUMENTS_PER_LIMIT] = digits(line.amount());
            command[at + ARGUMENTS_PER_LIMIT + 1] = digits(line.grantedMillis());
        }
        return command;
    }
}
