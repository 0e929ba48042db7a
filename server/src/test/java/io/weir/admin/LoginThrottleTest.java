package io.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.catalog.StoreUnavailableException;
import io.weir.session.AttemptStore;
import io.weir.session.LocalAttempts;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final AttemptStore AWAY = new AttemptStore() {
        @Override
        public long take(List<Tally> tallies) throws StoreUnavailableException {
            throw new StoreUnavailableException("away");
        }

        @Override
        public void giveBack(List<Tally> tallies) throws StoreUnavailableException {
            throw new StoreUnavailableException("away");
        }

        @Override
        public void clear(Tally tally) throws StoreUnavailableException {
            throw new StoreUnavailableException("away");
        }
    };

    private final AtomicLong now = new AtomicLong();
    private AttemptStore store = new LocalAttempts(now::get);
    private final LoginThrottle throttle = new LoginThrottle(() -> store, now::get);

    @Test
    void slowsAUserDownAtAnAddress() {
        fail(LoginThrottle.FREE, "a", "192.0.2.1");

        assertWaits(() -> throttle.logIn("a", "192.0.2.1"));
        throttle.logIn("b", "192.0.2.1");
        throttle.logIn("a", "192.0.2.2");
    }

    @Test
    void slowsAnAddressDownWhoeverItTriesToBe() {
        for (int i = 0; i < LoginThrottle.FREE_OF_ADDRESS; i++) {
            throttle.logIn("user-" + i, "192.0.2.1");
        }

        assertWaits(() -> throttle.logIn("another", "192.0.2.1"));
        throttle.logIn("another", "192.0.2.2");
    }

    @Test
    void takesANetworkOfIpv6ForOneAddress() {
        for (int i = 0; i < LoginThrottle.FREE; i++) {
            throttle.logIn("a", "2001:db8::" + i);
        }

        assertWaits(() -> throttle.logIn("a", "2001:db8::ffff"));
        throttle.logIn("a", "2001:db8:0:1::1");
    }

    @Test
    void forgetsFailuresAfterSuccess() {
        for (int i = 0; i < 5; i++) {
            fail(LoginThrottle.FREE - 1, "a", "192.0.2.1");
            throttle.logIn("a", "192.0.2.1");
            throttle.succeeded("a", "192.0.2.1");
            now.addAndGet(60_000_000_000L);
        }
    }

    @Test
    void slowsSignUpsDown() {
        for (int i = 0; i < LoginThrottle.FREE_SIGNUPS; i++) {
            throttle.signUp("192.0.2.1");
        }

        assertThatThrownBy(() -> throttle.signUp("192.0.2.1"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("too-many-signups"));
        throttle.signUp("192.0.2.2");
    }

    @Test
    void countsForItselfWhileTheStoreIsAway() {
        store = AWAY;

        fail(LoginThrottle.FREE, "a", "192.0.2.1");
        assertWaits(() -> throttle.logIn("a", "192.0.2.1"));

        throttle.succeeded("a", "192.0.2.1");
        throttle.logIn("a", "192.0.2.1");
    }

    private static void assertWaits(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(429);
            assertThat(problem.code()).isEqualTo("too-many-logins");
            assertThat(problem.headers()).containsEntry("Retry-After", "1");
        });
    }

    private void fail(int times, String user, String address) {
        for (int i = 0; i < times; i++) {
            throttle.logIn(user, address);
        }
    }
}
