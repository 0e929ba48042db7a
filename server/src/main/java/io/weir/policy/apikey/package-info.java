/** Identifies the caller by an API key. Starting point: {@link io.weir.policy.apikey.ApiKeyPolicy}. */
@NullMarked
package io.weir.policy.apikey;

import org.jspecify.annotations.NullMarked;
