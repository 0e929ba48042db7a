package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void knowsAPasswordByItsHash() {
        String hash = passwords.hash("secret");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("secret", hash)).isTrue();
        assertThat(passwords.matches("Secret", hash)).isFalse();
        assertThat(passwords.hash("secret")).isNotEqualTo(hash);
    }

    @Test
    void takesAsLongForNobodyAsForSomebody() {
        String cost = "$argon2id$v=19$m=19456,t=2,p=1$";

        assertThat(Passwords.NOBODY).startsWith(cost).hasSameSizeAs(passwords.hash("secret"));
        assertThat(Passwords.isAcceptable(Passwords.NOBODY)).isTrue();
    }

    @Test
    void takesHashesThatItIsReadyToCompute() {
        String hash = passwords.hash("secret");

        assertThat(Passwords.isAcceptable(hash)).isTrue();
        assertThat(Passwords.isAcceptable(hash.replace("m=19456", "m=131072"))).isTrue();
        assertThat(Passwords.isAcceptable(hash.replace("m=19456", "m=131073"))).isFalse();
        assertThat(Passwords.isAcceptable(hash.replace("t=2", "t=11"))).isFalse();
        assertThat(Passwords.isAcceptable(hash.replace("p=1", "p=5"))).isFalse();
        assertThat(Passwords.isAcceptable(hash.replace("argon2id", "argon2i"))).isFalse();
        assertThat(Passwords.isAcceptable("$argon2id$")).isFalse();
    }
}
