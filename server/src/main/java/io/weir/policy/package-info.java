/**
 * What is asked of a request between its route and its endpoint. A policy is one package below this one; policies do not see each
 * other.
 *
 * <p>Starting points: {@link io.weir.policy.Policy}, {@link io.weir.policy.PolicyChain}.
 */
@NullMarked
package io.weir.policy;

import org.jspecify.annotations.NullMarked;
