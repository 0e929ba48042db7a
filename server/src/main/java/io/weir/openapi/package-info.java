/**
 * Makes the draft of an API from a description that its publisher has: OpenAPI 3.0 and 3.1, Swagger 2.0.
 *
 * <p>Starting points: {@link io.weir.openapi.DocumentImporter}, {@link io.weir.openapi.DocumentReader}.
 */
@NullMarked
package io.weir.openapi;

import org.jspecify.annotations.NullMarked;
