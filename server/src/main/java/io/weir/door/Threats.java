package io.weir.door;

import io.netty.util.NetUtil;
import io.weir.analytics.AnalyticsSink;
import io.weir.analytics.Family;
import io.weir.analytics.Note;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Has what one listener refuses at the door kept for analytics. Any thread.
 *
 * @param listener its name
 */
public record Threats(String listener, AnalyticsSink analytics) {

    /**
     * Tells of one.
     *
     * @param code as the caller gets it
     * @param reason a sentence; never a secret
     * @param peer who holds the connection, as far as that is still known
     */
    void tell(String code, String reason, @Nullable SocketAddress peer) {
        if (!analytics.isOn()) {
            return;
        }
        String address = peer instanceof InetSocketAddress internet && !internet.isUnresolved()
                ? NetUtil.toAddressString(internet.getAddress())
                : null;
        analytics.tell(Note.of(Family.THREATS)
                .with("clientIp", address)
                .with("error", code)
                .with("reason", reason)
                .with("listener", listener));
    }
}
