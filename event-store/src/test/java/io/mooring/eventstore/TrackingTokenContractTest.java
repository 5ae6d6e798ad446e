package io.mooring.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A position of this store is one number, and everything Axon does with positions is arithmetic on it. */
class TrackingTokenContractTest {

    @Nested
    class One_number {

        @Test
        void covers_itself_what_is_before_it_and_nothing_else() {
            assertThat(at(2).covers(at(1))).isTrue();
            assertThat(at(2).covers(at(2))).isTrue();
            assertThat(at(2).covers(beginning())).isTrue();
            assertThat(at(1).covers(at(2))).isFalse();
        }

        @Test
        void is_bounded_by_the_lesser_and_the_greater_of_two() {
            assertThat(at(1).lowerBound(at(2))).isEqualTo(at(1));
            assertThat(at(2).lowerBound(at(1))).isEqualTo(at(1));
            assertThat(at(1).upperBound(at(2))).isEqualTo(at(2));
            assertThat(at(2).upperBound(at(1))).isEqualTo(at(2));
            assertThat(at(2).upperBound(at(2)).lowerBound(at(2))).isEqualTo(at(2));
        }

        @Test
        void is_the_same_position_as_an_equal_one_only() {
            assertThat(at(2).samePositionAs(at(2))).isTrue();
            assertThat(at(2).samePositionAs(at(1))).isFalse();
            assertThat(at(2).samePositionAs(beginning())).isFalse();
            assertThat(at(2)).isEqualTo(at(2)).hasSameHashCodeAs(at(2)).isNotEqualTo(at(1));
            assertThat(at(1)).isLessThan(at(2));
        }

        @Test
        void is_its_own_position_and_says_where_a_reader_goes_on() {
            assertThat(at(7).position()).hasValue(7);
            assertThat(TrackingTokens.position(at(7))).contains(7L);
            assertThat(TrackingTokens.after(at(7))).isEqualTo(7);
            assertThat(TrackingTokens.after(null)).isEqualTo(-1);
        }

        @Test
        void knows_no_holes_so_that_a_jump_over_unused_numbers_leaves_nothing_to_remember() {
            assertThat(WrappedToken.advance(at(10), at(1_000_000))).isEqualTo(at(1_000_000));
            assertThat(at(1_000_000).covers(at(11))).isTrue();
        }

        @Test
        void has_nothing_to_do_with_tokens_of_other_stores() {
            var foreign = GapAwareTrackingToken.newInstance(7, List.of());

            assertThatIllegalArgumentException().isThrownBy(() -> at(7).covers(foreign));
            assertThatIllegalArgumentException().isThrownBy(() -> at(7).lowerBound(foreign));
            assertThatIllegalArgumentException().isThrownBy(() -> at(7).upperBound(foreign));
            assertThatIllegalArgumentException().isThrownBy(() -> at(7).samePositionAs(foreign));
            assertThat(TrackingTokens.position(foreign)).isEmpty();
            assertThatIllegalArgumentException().isThrownBy(() -> TrackingTokens.after(foreign));
        }
    }

    @Nested
    class In_a_replay {

        @Test
        void is_one_up_to_where_the_reset_was_and_no_further() {
            var replayed = new ArrayList<Boolean>();
            TrackingToken token = ReplayToken.createReplayToken(at(5), beginning());
            for (var i = 0; i <= 6; i++) {
                token = WrappedToken.advance(token, at(i));
                replayed.add(ReplayToken.isReplay(token));
            }

            assertThat(replayed).containsExactly(true, true, true, true, true, true, false);
            assertThat(token).as("plain again").isEqualTo(at(6));
        }

        @Test
        void ends_with_the_first_event_beyond_the_reset_though_numbers_in_between_are_unused() {
            TrackingToken token = ReplayToken.createReplayToken(at(5), at(-1));

            token = WrappedToken.advance(token, at(3));
            assertThat(ReplayToken.isReplay(token)).isTrue();
            assertThat(ReplayToken.getTokenAtReset(token)).hasValue(5);
            assertThat(WrappedToken.advance(token, at(9))).isEqualTo(at(9));
        }

        @Test
        void begins_at_the_tail_at_a_number_or_before_everything() {
            assertThat(TrackingTokens.after(ReplayToken.createReplayToken(at(5), at(-1))))
                    .isEqualTo(-1);
            assertThat(TrackingTokens.after(ReplayToken.createReplayToken(at(5), at(3))))
                    .isEqualTo(3);
            assertThat(TrackingTokens.after(ReplayToken.createReplayToken(at(5))))
                    .isEqualTo(-1);
        }

        @Test
        void says_where_it_is() {
            assertThat(ReplayToken.createReplayToken(at(5), at(3)).position()).hasValue(3);
            assertThat(TrackingTokens.position(ReplayToken.createReplayToken(at(5), at(3))))
                    .contains(3L);
            assertThat(ReplayToken.createReplayToken(at(5)).position()).hasValue(0);
        }

        @Test
        void is_none_for_who_has_seen_nothing_or_goes_to_the_future() {
            assertThat(ReplayToken.createReplayToken(beginning(), at(2))).isEqualTo(at(2));
            assertThat(ReplayToken.createReplayToken(at(1), at(2))).isEqualTo(at(2));
            assertThat(ReplayToken.createReplayToken(at(2), at(2))).isInstanceOf(ReplayToken.class);
        }

        @Test
        void remembers_the_first_reset_when_it_is_reset_again() {
            var again = ReplayToken.createReplayToken(ReplayToken.createReplayToken(at(9), at(4)), at(1));

            assertThat(ReplayToken.getTokenAtReset(again)).hasValue(9);
            assertThat(TrackingTokens.after(again)).isEqualTo(1);
            assertThat(ReplayToken.createReplayToken(ReplayToken.createReplayToken(at(1)), at(2)))
                    .isEqualTo(at(2));
        }

        @Test
        void is_compared_by_where_it_is_and_not_by_where_it_was_reset() {
            var here = ReplayToken.createReplayToken(at(9), at(4));

            assertThat(here.samePositionAs(ReplayToken.createReplayToken(at(8), at(4))))
                    .isTrue();
            assertThat(here.samePositionAs(ReplayToken.createReplayToken(at(9), at(5))))
                    .isFalse();
            assertThat(here.samePositionAs(at(4))).isTrue();
            assertThat(here.covers(at(4))).isTrue();
            assertThat(here.covers(at(5))).isFalse();
            assertThat(ReplayToken.createReplayToken(at(9)).samePositionAs(at(0)))
                    .isFalse();
        }
    }

    @Nested
    class After_a_merge {

        private final MergedTrackingToken merged = new MergedTrackingToken(at(1), at(3));

        @Test
        void covers_what_both_parts_cover() {
            assertThat(merged.covers(at(1))).isTrue();
            assertThat(merged.covers(at(2))).isFalse();
            assertThat(merged.covers(at(3))).isFalse();
        }

        @Test
        void is_as_far_as_the_part_that_is_behind() {
            assertThat(merged.position()).hasValue(1);
            assertThat(TrackingTokens.after(merged)).isEqualTo(1);
            assertThat(TrackingTokens.after(new MergedTrackingToken(at(5), merged)))
                    .isEqualTo(1);
            assertThat(TrackingTokens.after(new MergedTrackingToken(at(5), beginning())))
                    .as("one part has seen nothing")
                    .isEqualTo(-1);
            assertThat(TrackingTokens.after(new MergedTrackingToken(beginning(), beginning())))
                    .isEqualTo(-1);
        }

        @Test
        void is_one_again_where_the_parts_meet() {
            assertThat(merged.advancedTo(at(2))).isEqualTo(new MergedTrackingToken(at(2), at(3)));
            assertThat(merged.upperBound(at(3))).isEqualTo(at(3));
            assertThat(merged.advancedTo(at(4))).isEqualTo(at(4));
            assertThat(MergedTrackingToken.merged(at(3), at(3))).isEqualTo(at(3));
            assertThat(MergedTrackingToken.isMergeInProgress(merged)).isTrue();
            assertThat(MergedTrackingToken.isMergeInProgress(at(3))).isFalse();
            assertThat(MergedTrackingToken.mergePosition(new MergedTrackingToken(merged, at(5))))
                    .hasValue(5);
        }

        @Test
        void is_bounded_part_by_part() {
            assertThat(merged.lowerBound(at(2))).isEqualTo(new MergedTrackingToken(at(1), at(2)));
            assertThat(merged.lowerBound(at(1))).isEqualTo(at(1));
            assertThat(merged.upperBound(at(2))).isEqualTo(new MergedTrackingToken(at(2), at(3)));
            assertThat(merged.lowerBound()).isEqualTo(at(1));
            assertThat(merged.upperBound()).isEqualTo(at(3));
        }

        @Test
        void is_at_a_position_only_when_both_parts_are() {
            assertThat(merged.samePositionAs(at(1))).isFalse();
            assertThat(merged.samePositionAs(at(3))).isFalse();
            assertThat(new MergedTrackingToken(at(5), at(5)).samePositionAs(at(5)))
                    .isTrue();
        }

        @Test
        void unwraps_to_the_part_that_moved_last() {
            assertThat(plain(merged.advancedTo(at(2)))).isEqualTo(at(2));
            assertThat(plain(new MergedTrackingToken(at(3), at(1)).advancedTo(at(2))))
                    .isEqualTo(at(2));
        }

        @Test
        void two_replays_that_were_merged_stay_replays_until_each_is_through() {
            TrackingToken token = new MergedTrackingToken(
                    ReplayToken.createReplayToken(at(9), at(9)), ReplayToken.createReplayToken(at(9), at(-1)));

            token = WrappedToken.advance(token, at(0));
            assertThat(ReplayToken.isReplay(token)).isTrue();
            assertThat(TrackingTokens.after(token)).isZero();

            assertThat(ReplayToken.isReplay(WrappedToken.advance(token, at(10))))
                    .isFalse();
        }

        private static TrackingToken plain(TrackingToken token) {
            return WrappedToken.unwrap(token, GlobalSequenceTrackingToken.class).orElseThrow();
        }
    }

    private static GlobalSequenceTrackingToken at(long number) {
        return new GlobalSequenceTrackingToken(number);
    }

    /** Axon's own word for a reader that has seen nothing. */
    @SuppressWarnings("NullAway")
    private static TrackingToken beginning() {
        return null;
    }
}
