/** Lets only subscribed applications pass. Starting point: {@link io.weir.policy.subscription.SubscriptionPolicy}. */
@NullMarked
package io.weir.policy.subscription;

import org.jspecify.annotations.NullMarked;
