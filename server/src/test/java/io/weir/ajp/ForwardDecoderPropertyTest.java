package io.weir.ajp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.weir.config.NodeConfig;
import io.weir.config.Secret;
import io.weir.door.DoorLimits;
import io.weir.door.RefusedException;
import io.weir.door.TrustedProxies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class ForwardDecoderPropertyTest {
    private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8009);

    private final PacketReader reader = new PacketReader();
    private final ForwardDecoder decoder = new ForwardDecoder(
            DoorLimits.of(NodeConfig.defaults().traffic()),
            TrustedProxies.of(List.of()),
            new SecretGate(Secret.of(Forward.SECRET)::equals, () -> 0));

    private ForwardRequest decode(byte[] payload) {
        reader.take(Unpooled.wrappedBuffer(payload), payload.length);
        return decoder.decode(reader, LOCAL);
    }

    @Property(tries = 300)
    void readsWhatWasPacked(
            @ForAll @Size(max = 20) Map<@AlphaChars @StringLength(min = 4, max = 12) String, @AlphaChars String> fields,
            @ForAll @AlphaChars @NotEmpty String path,
            @ForAll @AlphaChars String query) {
        Forward forward = Forward.get("/" + path).attribute(0x05, query);
        fields.forEach((name, value) -> forward.with("X-" + name, value));

        ForwardRequest request = decode(forward.payload());

        assertThat(request.head().path).isEqualTo("/" + path);
        assertThat(request.head().query).isEqualTo(query);
        assertThat(request.head().headers.entries())
                .filteredOn(field -> field.getKey().startsWith("X-"))
                .hasSize(fields.size())
                .allMatch(field ->
                        field.getValue().equals(fields.get(field.getKey().substring(2))));
    }

    @Property(tries = 2000)
    void takesOrRefusesADamagedRequestAndNothingElse(@ForAll("damages") List<Damage> damages) {
        byte[] payload = Forward.post("/a/b", 7)
                .attribute(0x05, "q=1")
                .attribute(0x07, "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n")
                .keySize(128)
                .requestAttribute("AJP_REMOTE_PORT", "40000")
                .with("Cookie", "a=b")
                .payload();
        for (Damage damage : damages) {
            payload = damage.apply(payload);
        }

        takeOrRefuse(payload);
    }

    @Property(tries = 1000)
    void takesOrRefusesAnyOctets(@ForAll @Size(max = 300) byte[] payload) {
        takeOrRefuse(payload);
    }

    /** Throws whatever is neither. */
    private void takeOrRefuse(byte[] payload) {
        try {
            ForwardRequest request = decode(payload);
            assertThat(request.head().path).startsWith("/");
            assertThat(reader.isAtEnd() || reader.position() < payload.length).isTrue();
        } catch (BadPacketException | RefusedException refused) {
            assertThat(refused).hasNoSuppressedExceptions().message().isNotBlank();
        }
    }

    @Property(tries = 1000)
    void findsPacketsOrRefusesWhatIsNone(@ForAll @Size(max = 12) byte[] octets) {
        ByteBuf bytes = Unpooled.wrappedBuffer(octets);
        try {
            int length = Packets.payload(bytes);
            assertThat(length).isBetween(-1, Packets.MAX_PAYLOAD);
            assertThat(length < 0).isEqualTo(octets.length < Packets.HEADER);
        } catch (BadPacketException none) {
            assertThat(octets[0] != 0x12 || octets.length >= Packets.HEADER).isTrue();
        }
        assertThat(bytes.readableBytes()).isEqualTo(octets.length);
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, 260);
        Arbitrary<Byte> octets = Arbitraries.oneOf(
                Arbitraries.bytes(), Arbitraries.of((byte) 0, (byte) -1, (byte) 0xA0, (byte) 0x0A, (byte) 0x0C));
        return Combinators.combine(places, octets, Arbitraries.integers().between(0, 2))
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    /** An octet replaced, removed with all behind it, or put in between. */
    private record Damage(int at, byte octet, int how) {
        byte[] apply(byte[] payload) {
            int place = Math.min(at, payload.length);
            byte[] damaged = Arrays.copyOf(payload, payload.length + 1);
            switch (how) {
                case 0 -> {
                    damaged[place] = octet;
                    return Arrays.copyOf(damaged, Math.max(payload.length, 1));
                }
                case 1 -> {
                    return Arrays.copyOf(payload, place);
                }
                default -> {
                    System.arraycopy(payload, place, damaged, place + 1, payload.length - place);
                    damaged[place] = octet;
                    return damaged;
                }
            }
        }
    }
}
