package io.weir.catalog;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The orders of one catalogue's kinds: each is made when somebody first asks for it, and goes over into what becomes of the catalogue.
 * Any thread.
 */
final class IdOrders {
    private final Map<Kind, IdOrder> orders = new ConcurrentHashMap<>();

    /** @param objects all of that kind in the same catalogue */
    IdOrder of(Kind kind, PersistentMap<String, Stored<?>> objects) {
        return orders.computeIfAbsent(kind, missing -> IdOrder.of(objects));
    }

    Draft draft() {
        return new Draft(this);
    }

    /** The orders of a catalogue under construction, for one thread. */
    static final class Draft {
        private final Map<Kind, IdOrder> before;
        private final Map<Kind, List<String>> added = new EnumMap<>(Kind.class);

        private Draft(IdOrders origin) {
            before = Map.copyOf(origin.orders);
        }

        /** An object that was not there before. */
        void add(Kind kind, String id) {
            if (before.containsKey(kind)) {
                added.computeIfAbsent(kind, none -> new ArrayList<>()).add(id);
            }
        }

        IdOrders freeze() {
            IdOrders next = new IdOrders();
            before.forEach((kind, order) -> {
                IdOrder carried = order.with(added.getOrDefault(kind, List.of()));
                if (carried != null) {
                    next.orders.put(kind, carried);
                }
            });
            return next;
        }
    }
}
