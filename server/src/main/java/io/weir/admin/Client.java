package io.weir.admin;

import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from and what it shows.
 *
 * @param entrance where it came in
 * @param address who sent it: the peer, or whom trusted proxies name
 * @param authority the host that it asked for; null for none
 * @param isLocal true where it comes from this machine and no proxy had it
 * @param isSecure true over TLS, to this node or to a trusted proxy
 * @param bearer what the {@code Authorization} field carries; null for nothing
 * @param cookie what the session cookie carries; null for nothing
 */
record Client(
        Entrance entrance,
        String address,
        @Nullable String authority,
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
