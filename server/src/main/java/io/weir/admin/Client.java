package io.weir.admin;

import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from and what it shows.
 *
 * @param address of the peer
 * @param isLocal true where it comes from this machine and no proxy had it
 * @param isSecure true over TLS
 * @param bearer what the {@code Authorization} field carries; null for nothing
 * @param cookie what the session cookie carries; null for nothing
 */
record Client(
        String address,
        boolean isLocal,
        boolean isSecure,
        @Nullable String bearer,
        @Nullable String cookie) {

    /** What it shows to be known by; null for nothing. */
    @Nullable
    String secret() {
        return bearer == null ? cookie : bearer;
    }

    @Override
    public String toString() {
        return address;
    }
}
