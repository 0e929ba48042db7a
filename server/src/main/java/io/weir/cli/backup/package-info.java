/**
 * A whole cluster in one file: its catalogue at one revision, and the settings that its nodes share.
 *
 * <p>Starting points: {@link io.weir.cli.backup.Backup} makes one, {@link io.weir.cli.backup.Restoration} brings one back,
 * {@link io.weir.cli.backup.BackupFile} is its form.
 */
@NullMarked
package io.weir.cli.backup;

import org.jspecify.annotations.NullMarked;
