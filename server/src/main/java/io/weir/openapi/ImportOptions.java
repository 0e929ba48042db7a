package io.weir.openapi;

import org.jspecify.annotations.Nullable;

/**
 * What the publisher says about a document besides its bytes.
 *
 * @param mediaType as it was sent; only a hint, null where nothing was said
 * @param context the base path on the gateway; null to make one of the name
 * @param name of the API; null for the document's title
 * @param organization the id of the organization that gets the API
 */
public record ImportOptions(
        @Nullable String mediaType,
        @Nullable String context,
        @Nullable String name,
        String organization) {}
