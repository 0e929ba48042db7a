/**
 * The built pages of the admin console and the developer portal, served to browsers.
 *
 * <p>Starting points: {@link io.weir.admin.pages.PageServer}, module {@code admin-console}.
 */
@NullMarked
package io.weir.admin.pages;

import org.jspecify.annotations.NullMarked;
