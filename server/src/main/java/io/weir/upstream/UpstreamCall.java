package io.weir.upstream;

import static java.util.Objects.requireNonNull;

import io.weir.exchange.GatewayRequest;
import io.weir.exchange.GatewayResponse;
import java.util.List;

/**
 * One request to be forwarded.
 *
 * @param request still paused; its body is taken when a connection stands
 * @param response where the answer goes; its head not written
 * @param group where the request may go
 * @param target resource path and query as the endpoint is to see them, behind its base path; starts with {@code /}
 * @param withheld header fields that stay here, such as the one with the key; case does not matter
 * @param requestId sent both ways as {@code X-Request-Id}
 */
public record UpstreamCall(
        GatewayRequest request,
        GatewayResponse response,
        EndpointGroup group,
        String target,
        List<String> withheld,
        String requestId) {

    public UpstreamCall {
        requireNonNull(request, "request");
        requireNonNull(response, "response");
        requireNonNull(group, "group");
        requireNonNull(target, "target");
        requireNonNull(withheld, "withheld");
        requireNonNull(requestId, "requestId");
    }
}
