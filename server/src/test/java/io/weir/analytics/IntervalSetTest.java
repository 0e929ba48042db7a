package io.weir.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class IntervalSetTest {

    @Property
    void holdsWhatABitSetHolds(@ForAll @Size(max = 40) List<@IntRange(max = 63) Integer> ends) {
        IntervalSet ranges = new IntervalSet();
        BitSet bits = new BitSet();
        for (int i = 0; i + 1 < ends.size(); i += 2) {
            int from = Math.min(ends.get(i), ends.get(i + 1));
            int to = Math.max(ends.get(i), ends.get(i + 1));
            if (i % 3 == 0) {
                ranges.remove(from, to);
                bits.clear(from, to);
            } else {
                ranges.add(from, to);
                bits.set(from, to);
            }
        }

        assertThat(ranges.size()).isEqualTo(bits.cardinality());
        for (int i = 0; i < 64; i++) {
            assertThat(ranges.contains(i)).isEqualTo(bits.get(i));
            assertThat(ranges.endOf(i)).isEqualTo(bits.get(i) ? bits.nextClearBit(i) : i);
        }
    }
}
