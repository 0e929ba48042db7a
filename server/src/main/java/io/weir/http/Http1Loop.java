package io.weir.http;

import io.weir.door.ListenerLoop;

/** What all HTTP/1.x connections of one event loop share. Confined to it. */
record Http1Loop(ListenerLoop loop, HeadParser parser, HeadWriter writer) {

    static Http1Loop of(ListenerLoop loop) {
        return new Http1Loop(loop, new HeadParser(loop.door().limits()), new HeadWriter());
    }
}
