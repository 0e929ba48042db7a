package io.weir.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses how sockets are driven: io_uring where the kernel gives it, else epoll, else NIO (docs/adr/0010). What a kernel says at first
 * is not always what it does when all rings are made, so a transport counts only once its event loops stand. Any thread.
 */
public final class Transports {
    private static final Logger LOG = LoggerFactory.getLogger(Transports.class);

    private Transports() {}

    /**
     * A Vert.x on the first transport that works, with its name in the log.
     *
     * @throws IllegalStateException if not even NIO starts
     */
    public static Vertx open(VertxOptions options) {
        List<Transport> preferred = new ArrayList<>();
        addIfLoaded(preferred, Transport.IO_URING);
        addIfLoaded(preferred, Transport.EPOLL);
        addIfLoaded(preferred, Transport.NIO);
        return open(options, preferred);
    }

    static Vertx open(VertxOptions options, List<Transport> preferred) {
        for (Transport transport : preferred) {
            Vertx vertx = tryOpen(options, transport);
            if (vertx != null) {
                LOG.info("transport: {}", transport.name());
                return vertx;
            }
        }
        throw new IllegalStateException("no transport starts, tried "
                + preferred.stream().map(Transport::name).toList());
    }

    private static @Nullable Vertx tryOpen(VertxOptions options, Transport transport) {
        try {
            if (!transport.available()) {
                LOG.info(
                        "transport {} is not available: {}", transport.name(), reason(transport.unavailabilityCause()));
                return null;
            }
            return Vertx.builder().with(options).withTransport(transport).build();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("transport {} does not start: {}", transport.name(), reason(e));
            return null;
        }
    }

    private static void addIfLoaded(List<Transport> transports, @Nullable Transport transport) {
        if (transport != null) {
            transports.add(transport);
        }
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "no reason given" : cause.toString();
    }
}
