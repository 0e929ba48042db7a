/**
 * Declarative configuration: objects of the catalogue as files, read and checked wholly, compared with a cluster, brought into it, and
 * written from it.
 *
 * <p>Starting points: {@link io.weir.cli.manifest.Manifest}, {@link io.weir.cli.manifest.ManifestReader},
 * {@link io.weir.cli.manifest.ChangePlan}, {@link io.weir.cli.manifest.ManifestWriter}.
 */
@NullMarked
package io.weir.cli.manifest;

import org.jspecify.annotations.NullMarked;
