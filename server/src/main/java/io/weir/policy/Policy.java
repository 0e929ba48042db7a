package io.weir.policy;

import io.weir.exchange.GatewayError;

/**
 * One demand on a request. It decides at once or later, but exactly once and on the exchange's event loop, by calling one method of
 * {@link Next}. A policy that need not wait costs no {@code Future}.
 */
public interface Policy {

    /** When it runs. */
    Phase phase();

    /** Looks at the exchange and lets it pass or refuses it. */
    void apply(RoutedExchange exchange, Next next);

    /** The rest of the chain. */
    interface Next {

        /** Lets the exchange pass on. */
        void proceed();

        /** Ends the exchange with an error. */
        void refuse(GatewayError error);
    }
}
