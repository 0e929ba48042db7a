/**
 * What is published: APIs, plans, applications, keys, subscriptions, and the store that holds them.
 *
 * <p>Starting points: {@link io.weir.catalog.Definition}, {@link io.weir.catalog.Stored}, {@link io.weir.catalog.Catalog},
 * {@link io.weir.catalog.CatalogWriter}, {@link io.weir.catalog.CatalogUpdater}, {@link io.weir.catalog.CatalogStore}.
 */
@NullMarked
package io.weir.catalog;

import org.jspecify.annotations.NullMarked;
