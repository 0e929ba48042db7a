package io.weir.limit;

import io.weir.catalog.LimitDefinition;

/**
 * Stands for a counter that the table has no room for.
 *
 * @param isOpen whether what cannot be counted is granted
 */
record NoRoom(LimitDefinition definition, boolean isOpen) implements LimitCounter {

    @Override
    public void redefine(LimitDefinition changed) {
        // Lives for one take only.
    }

    @Override
    public void advance(long nowMicros) {
        // Knows no time.
    }

    @Override
    public long available() {
        return isOpen ? Long.MAX_VALUE : 0;
    }

    @Override
    public long remaining() {
        return 0;
    }

    @Override
    public void charge(long amount) {
        // Is not counted.
    }

    @Override
    public long used() {
        return definition.capacity();
    }

    @Override
    public long resetMillis() {
        return definition.period().millis();
    }

    @Override
    public long retryMillis() {
        return isOpen ? 0 : definition.period().millis();
    }
}
