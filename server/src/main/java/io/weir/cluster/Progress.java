package io.weir.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a node is and how busy, told at each renewal.
 *
 * @param revision the catalogue that it serves; 0 before the first one
 * @param digest of that catalogue: two nodes at the same revision hold the same objects where these agree
 * @param outOfSyncSince when it stopped to serve what the store holds, by its own clock; null while it does
 * @param load requests a second over the last seconds
 */
public record Progress(
        long revision, String digest, @Nullable Instant outOfSyncSince, double load) {}
