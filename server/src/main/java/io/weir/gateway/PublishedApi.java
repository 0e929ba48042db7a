package io.weir.gateway;

import io.weir.policy.PolicyChain;
import io.weir.upstream.EndpointGroup;
import org.jspecify.annotations.Nullable;

/**
 * What an API's definition is compiled to, apart from its routes. Immutable but for the group's own state.
 *
 * @param policies what is asked of a request
 * @param endpoints where it goes; null for an API that has none any more
 */
record PublishedApi(PolicyChain policies, @Nullable EndpointGroup endpoints) {}
