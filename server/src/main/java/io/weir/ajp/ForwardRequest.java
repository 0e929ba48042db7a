package io.weir.ajp;

import io.weir.door.Caller;
import io.weir.door.RequestHead;

/**
 * A request as a web server forwards it, which has passed the door.
 *
 * @param protocolVersion in which the caller spoke to the web server: {@code 1.0}, {@code 1.1} or {@code 2.0}
 * @param caller who called the web server
 */
record ForwardRequest(RequestHead head, String protocolVersion, Caller caller) {}
