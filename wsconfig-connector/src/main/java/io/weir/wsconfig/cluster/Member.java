package io.weir.wsconfig.cluster;

/**
 * A node as a web server sees it.
 *
 * @param id of the node
 * @param weight at least 1 where it is active
 * @param isActive false for one that gets no new requests: quiesced, or of weight 0
 */
public record Member(String id, String host, int port, int weight, boolean isActive) {

    /** Host and port as they stand in an address: an IPv6 address in brackets. */
    public String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
