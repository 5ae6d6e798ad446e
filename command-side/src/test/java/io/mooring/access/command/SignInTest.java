package io.mooring.access.command;

import static io.mooring.testsupport.access.SignIns.ACCOUNT;
import static io.mooring.testsupport.access.SignIns.ID;
import static io.mooring.testsupport.access.SignIns.LOCKED_FOR;
import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.access.api.AccessRule;
import io.mooring.access.api.Realm;
import io.mooring.access.api.SignIn;
import io.mooring.access.api.SignInFailed;
import io.mooring.access.api.SignInOutcome;
import io.mooring.access.api.SignedIn;
import io.mooring.rule.command.Refusal;
import io.mooring.testsupport.access.SignIns;
import io.mooring.testsupport.time.SettableClock;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

    private static final SignIn RIGHT = new SignIn(ID, Realm.CONSOLE, ACCOUNT, true);
    private static final SignIn WRONG = new SignIn(ID, Realm.CONSOLE, ACCOUNT, false);
    private static final SignIn NOBODY = new SignIn(ID, Realm.CONSOLE, null, false);

    private final SettableClock clock = new SettableClock();
    private final AggregateTestFixture<SignInAttempts> fixture = new AggregateTestFixture<>(SignInAttempts.class);

    SignInTest() {
        fixture.registerInjectableResource(clock);
    }

    @Test
    void the_right_password_signs_in() {
        fixture.givenNoPriorActivity()
                .when(RIGHT)
                .expectEvents(SignIns.signedIn())
                .expectResultMessagePayload(SignInOutcome.SIGNED_IN);
    }

    @Test
    void a_wrong_password_is_counted_and_answered_without_an_exception() {
        fixture.givenNoPriorActivity()
                .when(WRONG)
                .expectEvents(SignIns.failed(1))
                .expectResultMessagePayload(SignInOutcome.REFUSED);
    }

    @Test
    void a_name_that_nobody_has_is_counted_just_the_same() {
        fixture.given(SignIns.afterFailures(2))
                .when(NOBODY)
                .expectEvents(SignIns.failed(3))
                .expectResultMessagePayload(SignInOutcome.REFUSED);
    }

    @Test
    void a_password_that_matched_nobodys_account_signs_nobody_in() {
        fixture.givenNoPriorActivity()
                .when(new SignIn(ID, Realm.CONSOLE, null, true))
                .expectEvents(SignIns.failed(1))
                .expectResultMessagePayload(SignInOutcome.REFUSED);
    }

    @Test
    void the_fifth_wrong_password_locks_for_a_quarter_of_an_hour() {
        fixture.given(SignIns.afterFailures(4))
                .when(WRONG)
                .expectEvents(new SignInFailed(ID, Realm.CONSOLE, 5, NOW.plus(LOCKED_FOR), NOW))
                .expectResultMessagePayload(SignInOutcome.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void while_it_is_locked_even_the_right_password_is_refused(boolean matched) {
        clock.set(NOW.plus(LOCKED_FOR).minusNanos(1));
        fixture.given(SignIns.locked())
                .when(new SignIn(ID, Realm.CONSOLE, ACCOUNT, matched))
                .expectNoEvents()
                .expectException(Refusal.by(AccessRule.NOT_LOCKED, NOW.plus(LOCKED_FOR)));
    }

    @Test
    void when_the_lock_is_over_the_right_password_signs_in() {
        clock.set(NOW.plus(LOCKED_FOR));
        fixture.given(SignIns.locked())
                .when(RIGHT)
                .expectEvents(new SignedIn(ID, Realm.CONSOLE, ACCOUNT, NOW.plus(LOCKED_FOR)));
    }

    @Test
    void when_the_lock_is_over_counting_begins_anew() {
        clock.set(NOW.plus(LOCKED_FOR));
        fixture.given(SignIns.locked())
                .when(WRONG)
                .expectEvents(new SignInFailed(ID, Realm.CONSOLE, 1, null, NOW.plus(LOCKED_FOR)));
    }

    @Test
    void signing_in_forgives_earlier_failures() {
        fixture.given(SignIns.afterFailures(4))
                .andGiven(SignIns.signedIn())
                .when(WRONG)
                .expectEvents(SignIns.failed(1));
    }

    @Test
    void signing_in_twice_signs_in_twice() {
        fixture.given(SignIns.signedIn()).when(RIGHT).expectEvents(SignIns.signedIn());
    }
}
