package io.weir.wsconfig.text;

import io.weir.wsconfig.cluster.Member;
import java.util.List;
import java.util.Optional;

/**
 * {@code workers.properties}: where mod_jk and isapi_redirect find the nodes. Immutable.
 *
 * @param statusPath where the status worker answers; empty: there is none
 */
public record WorkersProperties(
        WorkerNames names, List<Member> members, Secret secret, AjpTuning tuning, Optional<String> statusPath) {
    /** Seconds between two runs of mod_jk's housekeeping; it also is what a node in error waits at least for its next try. */
    static final int MAINTAIN_SECONDS = 10;

    private static final String HEAD = "# Made by wsconfig; it writes this file anew when the cluster changes.";
    private static final int CONNECT_MILLIS = 2000;
    private static final int PING_MILLIS = 3000;
    /** Below the 60 s after which a node closes a connection without a request, so that it is not the node who closes. */
    private static final int IDLE_SECONDS = 50;

    /** Bits 1, 2 and 4: see {@link #common}. */
    private static final int NEVER_SEND_TWICE = 7;

    private static final int MAX_REPLY_TIMEOUTS = 10;

    public WorkersProperties {
        members = List.copyOf(members);
    }

    /** The file's text. */
    public String text() {
        Lines lines = new Lines().add(HEAD);
        properties(lines);
        return lines.text();
    }

    /** The same as directives of Apache httpd, for a web server whose one JkWorkersFile is somebody else's. */
    public static String directives(String text) {
        Lines lines = new Lines().add(HEAD);
        text.lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> lines.add("JkWorkerProperty " + line));
        return lines.text();
    }

    private void properties(Lines lines) {
        lines.add("worker.list=" + names.balancer());
        statusPath.ifPresent(path -> lines.add("worker.list=" + names.status()));
        lines.add("worker.maintain=" + MAINTAIN_SECONDS);
        balancer(lines.add(""));
        common(lines.add(""));
        members.forEach(member -> node(lines.add(""), member));
        statusPath.ifPresent(path -> lines.add("")
                .add("worker." + names.status() + ".type=status")
                .add("worker." + names.status() + ".read_only=True"));
    }

    private void balancer(Lines lines) {
        String prefix = "worker." + names.balancer() + ".";
        lines.add(prefix + "type=lb");
        members.forEach(member -> lines.add(prefix + "balance_workers=" + names.node(member.id())));
        lines.add(prefix + "sticky_session=False");
        lines.add(prefix + "recover_time=" + MAINTAIN_SECONDS);
        // At the first error: the others need not run into it one by one.
        lines.add(prefix + "error_escalation_time=0");
        lines.add(prefix + "max_reply_timeouts=" + MAX_REPLY_TIMEOUTS);
        lines.add(prefix + "retries=3");
    }

    /**
     * recovery_options 7: a request that a node may have got is never sent to another one (1: it failed before the answer, 2: within it),
     * and a connection whose caller went away is closed (4), so that the node sees it. Bit 16, which would send a GET again, is left out: it
     * also sends those again whose body has been read in part, and each one counts against the caller's limits. Before a request is sent,
     * ping_mode A has asked whether the node is there, and nothing is lost by trying the next.
     */
    private void common(Lines lines) {
        String prefix = "worker." + names.common() + ".";
        lines.add(prefix + "secret=" + secret.reveal());
        lines.add(prefix + "max_packet_size=" + tuning.packetSize());
        lines.add(prefix + "socket_connect_timeout=" + CONNECT_MILLIS);
        lines.add(prefix + "socket_keepalive=True");
        lines.add(prefix + "connection_pool_timeout=" + IDLE_SECONDS);
        lines.add(prefix + "ping_mode=A");
        lines.add(prefix + "ping_timeout=" + PING_MILLIS);
        lines.add(prefix + "reply_timeout=" + tuning.replyTimeout().toMillis());
        lines.add(prefix + "recovery_options=" + NEVER_SEND_TWICE);
        lines.add(prefix + "retries=1");
    }

    private void node(Lines lines, Member member) {
        String prefix = "worker." + names.node(member.id()) + ".";
        lines.add(prefix + "reference=worker." + names.common());
        lines.add(prefix + "type=ajp13");
        lines.add(prefix + "host=" + member.host());
        lines.add(prefix + "port=" + member.port());
        lines.add(prefix + "lbfactor=" + member.weight());
        lines.add(prefix + "activation=" + (member.isActive() ? "active" : "disabled"));
    }
}
