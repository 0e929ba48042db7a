package io.weir.wsconfig.connector;

import io.weir.wsconfig.failure.WsconfigException;
import java.util.Arrays;
import java.util.Locale;

/** How a web server talks to the nodes; the name is that of the nodes' listener. */
public enum Protocol {
    AJP,
    HTTP;

    /** As a user writes it, and as the listener is called. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that a user means, in whichever case. */
    public static Protocol of(String text) {
        return Arrays.stream(values())
                .filter(protocol -> protocol.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> WsconfigException.usage("-protocol: " + text + " (expected: ajp or http)"));
    }
}
