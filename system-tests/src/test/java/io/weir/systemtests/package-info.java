/**
 * Black-box tests: whole nodes as processes of their own, as an operator starts them, and callers that know nothing but the public
 * surface. One class a scenario.
 *
 * <p>Starting points: {@link io.weir.systemtests.NodeProcess}, {@link io.weir.systemtests.Backend}, {@link io.weir.systemtests.HttpdProcess}.
 */
@NullMarked
package io.weir.systemtests;

import org.jspecify.annotations.NullMarked;
