package io.weir.ajp;

import io.weir.config.Secret;
import io.weir.door.ListenerLoop;
import java.util.function.Predicate;

/**
 * What all AJP connections of one event loop share. Confined to it.
 *
 * @param packetSize the largest packet to send, and to ask for, in bytes
 */
record AjpLoop(ListenerLoop loop, int packetSize, PacketReader reader, ForwardDecoder decoder, PacketWriter writer) {

    static AjpLoop of(ListenerLoop loop, int packetSize, Predicate<Secret> secrets) {
        SecretGate gate = new SecretGate(secrets, loop::now);
        return new AjpLoop(
                loop,
                packetSize,
                new PacketReader(),
                new ForwardDecoder(loop.door().limits(), loop.door().proxies(), gate),
                new PacketWriter(packetSize));
    }
}
