package io.weir.addons.datastore;

import static io.weir.redis.RedisQuotes.quoted;

import io.weir.config.Secret;
import io.weir.redis.NodeRights;
import java.net.InetSocketAddress;

/** The text of a server's {@code redis.conf}. Pure. */
final class RedisConf {
    private RedisConf() {}

    /** @param member in its final place */
    static String text(DatastoreSettings settings, DatastoreFiles.Member member, Secret password) {
        StringBuilder text = new StringBuilder("""
                # Written by weir addons. What you add below the last line is yours; it is lost when the settings are changed by weir addons.
                bind %s
                port %d
                protected-mode yes
                daemonize no
                dir %s
                pidfile %s
                logfile %s
                tcp-keepalive 60

                # A store, not a cache: what was written stays, and at most a second of it is lost with the machine.
                appendonly yes
                appendfsync everysec
                save ""
                maxmemory-policy noeviction
                """.formatted(
                        settings.address().getHostAddress(),
                        member.port(),
                        quoted(member.data().toString()),
                        quoted(member.pid().toString()),
                        quoted(member.log().toString())));
        if (!password.isEmpty()) {
            text.append('\n').append(access(settings, password));
        }
        if (settings.isCluster()) {
            text.append("""

                    cluster-enabled yes
                    cluster-config-file nodes.conf
                    cluster-node-timeout 5000
                    """);
        }
        if (settings.replicaOf() != null) {
            InetSocketAddress master = DatastoreSettings.master(settings.replicaOf());
            text.append("\nreplicaof ")
                    .append(quoted(master.getHostString()))
                    .append(' ')
                    .append(master.getPort())
                    .append('\n');
        }
        return text.toString();
    }

    private static String access(DatastoreSettings settings, Secret password) {
        String quoted = quoted(password.reveal());
        if (settings.aclUser() == null) {
            return "requirepass " + quoted + "\nmasterauth " + quoted + '\n';
        }
        String secret = quoted(">" + password.reveal());
        return """
                # Nodes log in as %2$s; %1$s is for weir addons and for replicas, and reads no key by a command.
                user default off
                user %2$s on %3$s %4$s
                user %1$s on %3$s resetchannels +ping +info +cluster +psync +replconf
                masteruser %1$s
                masterauth %5$s
                """.formatted(
                DatastoreSettings.OWN_USER, settings.aclUser(), secret, String.join(" ", NodeRights.RULES), quoted);
    }
}
