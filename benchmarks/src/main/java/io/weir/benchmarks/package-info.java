/** JMH benchmarks of what every request pays for. {@code benchmarks/README.md} says how to run them. */
@NullMarked
package io.weir.benchmarks;

import org.jspecify.annotations.NullMarked;
