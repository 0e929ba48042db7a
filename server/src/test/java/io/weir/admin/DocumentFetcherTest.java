package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFetcherTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "fe80::1",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "ff02::1"
            })
    void refusesAddressesWhereNoDocumentCanBe(String address) throws Exception {
        assertThat(DocumentFetcher.isRefused(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.1.2.3", "192.168.1.1", "203.0.113.7", "2001:db8::1", "fd00::1"})
    void asksAddressesOfTheNodesOwnNetworkToo(String address) throws Exception {
        assertThat(DocumentFetcher.isRefused(InetAddress.getByName(address))).isFalse();
    }
}
