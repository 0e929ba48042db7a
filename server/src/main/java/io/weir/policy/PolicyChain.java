package io.weir.policy;

import io.weir.exchange.GatewayError;
import java.util.Comparator;
import java.util.List;

/**
 * The policies of one API in the order of their phases, and within a phase in the order given. Immutable; any event loop may run it.
 */
public final class PolicyChain {
    private final Policy[] policies;

    public PolicyChain(List<Policy> policies) {
        this.policies =
                policies.stream().sorted(Comparator.comparing(Policy::phase)).toArray(Policy[]::new);
    }

    /** What follows the chain: exactly one of its methods is called, on the exchange's event loop. */
    public interface Outcome {

        /** Every policy let the exchange pass. */
        void passed(RoutedExchange exchange);

        /** A policy refused it. */
        void refused(RoutedExchange exchange, GatewayError error);
    }

    /** Runs all policies until one refuses. */
    public void run(RoutedExchange exchange, Outcome outcome) {
        new Run(policies, exchange, outcome).proceed();
    }

    private static final class Run implements Policy.Next {
        private final Policy[] policies;
        private final RoutedExchange exchange;
        private final Outcome outcome;
        private int next;

        Run(Policy[] policies, RoutedExchange exchange, Outcome outcome) {
            this.policies = policies;
            this.exchange = exchange;
            this.outcome = outcome;
        }

        @Override
        public void proceed() {
            if (next < policies.length) {
                policies[next++].apply(exchange, this);
            } else {
                outcome.passed(exchange);
            }
        }

        @Override
        public void refuse(GatewayError error) {
            outcome.refused(exchange, error);
        }
    }
}
