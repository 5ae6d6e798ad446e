package io.mooring.subscription.marketplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.subscription.api.Feed;
import io.mooring.subscription.marketplace.Interpretation.Effect;
import io.mooring.subscription.marketplace.Interpretation.Meant;
import io.mooring.subscription.marketplace.Reading.AgreementMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementMeaningTest {

    @Test
    void where_no_listing_is_told_of_by_events_they_are_recorded_and_have_no_effect() {
        var listings = new ConfiguredListings(new ListingProperties(List.of(new ListingProperties.Entry(
                "demo", "Demo", AgreementEvents.PRODUCT, "aws", List.of(), Feed.SNS, List.of(), null, false))));
        var event = (AgreementMessage) new NotificationReader(IntakeFixture.CLOCK)
                .read(AgreementEvents.message(AgreementEvents.licence("e-1", "Updated")));

        assertThat(new AgreementMeaning(listings, new IntakeFixture().names, new RecordingRequests()).of(event))
                .isEqualTo(new Meant("License Updated", null, AgreementEvents.AGREEMENT, Effect.NONE));
    }
}
