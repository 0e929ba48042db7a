package io.weir.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The operating system's wish that this process end. The first SIGTERM, SIGINT or SIGHUP ends {@link #await}, so that the command can
 * drain and return its own exit code; a second one halts the process at once, with 143.
 *
 * <p>A shutdown hook can do neither: the JVM exits with 143 after it, and swallows further signals while it runs. So this takes over the
 * signals by {@code sun.misc.Signal}, which every JDK exports (module {@code jdk.unsupported}); by reflection, because javac warns
 * about that class in a way that cannot be suppressed.
 */
public final class StopSignals {
    private static final int HALTED = 128 + 15;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final AtomicInteger received = new AtomicInteger();
    private final Runnable halt;

    /** @param halt ends the process without any further step */
    StopSignals(Runnable halt) {
        this.halt = halt;
    }

    /** Takes over the signals of this process. */
    public static StopSignals install() {
        StopSignals signals = new StopSignals(() -> Runtime.getRuntime().halt(HALTED));
        // Windows has no SIGHUP.
        List.of("TERM", "INT", "HUP").forEach(signals::take);
        return signals;
    }

    /** Waits for the first signal. */
    public void await() throws InterruptedException {
        requested.await();
    }

    /** One signal came. */
    void received() {
        if (received.incrementAndGet() > 1) {
            halt.run();
        }
        requested.countDown();
    }

    private void take(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler receive = (proxy, method, args) -> {
                if (method.getName().equals("handle")) {
                    received();
                }
                return null;
            };
            Object receiver = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, receive);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), receiver);
        } catch (ReflectiveOperationException e) {
            if (!name.equals("HUP")) {
                throw new IllegalStateException("SIG" + name + " cannot be handled", e);
            }
        }
    }
}
