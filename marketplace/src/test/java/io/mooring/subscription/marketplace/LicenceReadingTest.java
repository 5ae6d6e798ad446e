package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.AgreementEvents.PRODUCT;
import static io.mooring.subscription.marketplace.AgreementEvents.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.marketplace.Reading.AgreementMessage;
import io.mooring.subscription.marketplace.Reading.Unreadable;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AWS's pages print licences in several spellings; the {@code l-…} part is alike in all. */
class LicenceReadingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:license-manager::222222222222:license:l-0123",
                "arn:aws:license-manager::222222222222:license/l-0123",
                "arn:aws:license-manager:us-east-1:222222222222:license:l-0123",
                "license-manager::222222222222:license:l-0123",
                " l-0123 "
            })
    void each_spelling_names_the_same_purchase(String arn) {
        assertThat(read(arn))
                .isInstanceOfSatisfying(
                        AgreementMessage.class,
                        read -> assertThat(new Purchase("metrics", "aws", PRODUCT, null, read.licenseArn())
                                        .subscriptionId())
                                .isEqualTo(new Purchase("metrics", "aws", PRODUCT, null, "l-0123").subscriptionId()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:license-manager::222222222222:license:",
                "arn:aws:license-manager::222222222222:license:0123",
                "arn:aws:license-manager::222222222222:license:l-",
                "arn:aws:license-manager::222222222222:license:l-0123/",
                "arn:aws:license-manager::222222222222:license:l-0123:1",
                "arn:aws:license-manager::222222222222:license:l-0 123",
                "agmt-0123"
            })
    void what_could_not_be_recognised_in_another_spelling_is_not_taken(String arn) {
        assertThat(read(arn)).isEqualTo(new Unreadable(Feed.EVENTBRIDGE, "e-1", "license.arn has no l- part"));
    }

    private static Reading read(String arn) {
        var event = AgreementEvents.licence("e-1", "Updated");
        AgreementEvents.detail(event).put("license", Map.of("arn", arn));
        return new NotificationReader(IntakeFixture.CLOCK).read(message(event));
    }
}
