package io.mooring.reservation.command;

import static io.mooring.reservation.command.Reservations.Scope.BILLING_USER_NAME;
import static io.mooring.reservation.command.Reservations.Scope.CONSOLE_USER_NAME;
import static io.mooring.testbed.CommandSideDatabase.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.testbed.CommandSideDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcReservationsIT {

    private final CommandSideDatabase database = new CommandSideDatabase();
    private final Reservations reservations = new JdbcReservations(database.jdbc);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_key_has_one_owner_who_may_ask_again() {
        assertThat(reserve("ann", "one")).isTrue();
        assertThat(reserve("ann", "one")).isTrue();
        assertThat(reserve("ann", "two")).isFalse();
        assertThat(reservations.ownerOf(BILLING_USER_NAME, "ann")).contains("one");
    }

    @Test
    void each_scope_is_a_name_space_of_its_own() {
        reserve("ann", "one");

        assertThat(reservations.reserve(CONSOLE_USER_NAME, "ann", "two")).isTrue();
    }

    @Test
    void only_the_owner_gives_a_key_back() {
        reserve("ann", "one");

        assertThat(release("ann", "two")).isFalse();
        assertThat(reserve("ann", "two")).isFalse();
        assertThat(release("ann", "one")).isTrue();
        assertThat(release("ann", "one")).isFalse();
        assertThat(reserve("ann", "two")).isTrue();
    }

    @Test
    void a_key_that_is_handed_over_is_the_last_ones() throws Exception {
        reserve("ann", "one");

        var first = database.held(() -> handOver("ann", "two"));
        var second = database.waiting(() -> handOver("ann", "three"));
        first.commit();

        assertThat(resultOf(second)).isTrue();
        assertThat(reservations.ownerOf(BILLING_USER_NAME, "ann")).contains("three");
        assertThat(reserve("ann", "one")).isFalse();
    }

    @Test
    void of_two_at_once_the_second_waits_and_loses() throws Exception {
        var first = database.held(() -> reserve("ann", "one"));
        var second = database.waiting(() -> reserve("ann", "two"));

        assertThat(first.commit()).isTrue();
        assertThat(resultOf(second)).isFalse();
    }

    @Test
    void of_two_at_once_the_second_wins_when_the_first_is_undone() throws Exception {
        var first = database.held(() -> reserve("ann", "one"));
        var second = database.waiting(() -> reserve("ann", "two"));

        first.rollBack();

        assertThat(resultOf(second)).isTrue();
        assertThat(reservations.ownerOf(BILLING_USER_NAME, "ann")).contains("two");
    }

    @Test
    void whoever_waits_for_a_release_gets_the_key() throws Exception {
        reserve("ann", "one");
        var release = database.held(() -> release("ann", "one"));
        var next = database.waiting(() -> reserve("ann", "two"));

        release.commit();

        assertThat(resultOf(next)).isTrue();
    }

    @Test
    void a_key_that_is_being_handed_over_is_not_given_back_by_who_had_it() throws Exception {
        reserve("ann", "one");
        var handOver = database.held(() -> handOver("ann", "two"));
        var release = database.waiting(() -> release("ann", "one"));

        handOver.commit();

        assertThat(resultOf(release)).isFalse();
        assertThat(reservations.ownerOf(BILLING_USER_NAME, "ann")).contains("two");
    }

    @Test
    void a_key_that_was_not_handed_over_after_all_is_given_back_by_who_has_it() throws Exception {
        reserve("ann", "one");
        var handOver = database.held(() -> handOver("ann", "two"));
        var release = database.waiting(() -> release("ann", "one"));

        handOver.rollBack();

        assertThat(resultOf(release)).isTrue();
    }

    @Test
    void whoever_takes_a_key_over_while_it_is_given_back_sees_what_was_reserved_with_that() throws Exception {
        reserve("ann", "one");
        var release = database.held(() -> release("ann", "one") && reserve("bob", "one"));
        var handOver = database.waiting(() -> {
            handOver("ann", "two");
            return reservations.ownerOf(BILLING_USER_NAME, "bob");
        });

        release.commit();

        assertThat(resultOf(handOver)).contains("one");
    }

    private boolean release(String key, String owner) {
        return reservations.release(BILLING_USER_NAME, key, owner);
    }

    private boolean handOver(String key, String owner) {
        reservations.handOver(BILLING_USER_NAME, key, owner);
        return true;
    }

    private boolean reserve(String key, String owner) {
        return reservations.reserve(BILLING_USER_NAME, key, owner);
    }
}
