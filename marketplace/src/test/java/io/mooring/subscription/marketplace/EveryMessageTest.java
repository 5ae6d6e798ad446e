package io.mooring.subscription.marketplace;

import static io.mooring.subscription.marketplace.Notifications.SENT;
import static io.mooring.subscription.marketplace.Notifications.envelope;
import static io.mooring.subscription.marketplace.Notifications.fields;
import static io.mooring.subscription.marketplace.Notifications.json;
import static io.mooring.subscription.marketplace.Notifications.message;
import static io.mooring.subscription.marketplace.Notifications.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.subscription.marketplace.Reading.Action;
import io.mooring.subscription.marketplace.Reading.Notification;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;

/** What holds for every message. */
class EveryMessageTest {

    private static final Map<String, String> OLD_SPELLING = Map.of(
            "action", "Action",
            "customer-identifier", "CustomerIdentifier",
            "product-code", "ProductCode",
            "offer-identifier", "OfferIdentifier");

    private final NotificationReader reader = new NotificationReader(IntakeFixture.CLOCK);

    @Property
    void whatever_the_text_there_is_an_answer_and_it_is_always_the_same(@ForAll String body) {
        var first = reader.read(message(body));

        assertThat(first.stableId()).isNotBlank();
        assertThat(reader.read(new QueueMessage("another", "receipt", body, 9, SENT)))
                .isEqualTo(first);
    }

    @Property
    void a_damaged_notification_never_breaks_the_reader(
            @ForAll @IntRange(max = 600) int position, @ForAll char character, @ForAll Action action) {
        var body = new StringBuilder(published("sns-1", action.text()));
        body.setCharAt(position % body.length(), character);

        assertThat(reader.read(message(body.toString())).stableId()).isNotBlank();
        assertThat(reader.read(message(body.substring(0, position % body.length()))))
                .isInstanceOf(Reading.Unreadable.class);
    }

    @Property
    void spelling_blanks_and_envelope_change_nothing(
            @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 60) String customer,
            @ForAll Action action,
            @ForAll boolean oldSpelling,
            @ForAll @IntRange(max = 3) int blanksBefore,
            @ForAll @IntRange(max = 3) int blanksAfter,
            @ForAll @IntRange(max = 2) int form) {
        var plain = fields(action.text());
        plain.put("customer-identifier", customer);
        var varied = new LinkedHashMap<String, Object>();
        plain.forEach((key, value) -> varied.put(
                oldSpelling ? OLD_SPELLING.getOrDefault(key, key) : key,
                " ".repeat(blanksBefore) + value + " ".repeat(blanksAfter)));

        var expected = (Notification) reader.read(message(published("sns-1", plain)));
        var body = json(
                switch (form) {
                    case 0 -> varied;
                    case 1 -> envelope("sns-1", varied);
                    default -> envelope("sns-1", json(varied));
                });

        assertThat(reader.read(message(body))).isInstanceOfSatisfying(Notification.class, read -> {
            assertThat(read.action()).isEqualTo(action);
            assertThat(read.customerIdentifier()).isEqualTo(customer).isEqualTo(expected.customerIdentifier());
            assertThat(read.productCode()).isEqualTo(expected.productCode());
            assertThat(read.offerId()).isEqualTo(expected.offerId());
            assertThat(read.freeTrial()).isEqualTo(expected.freeTrial());
        });
    }

    @Property(tries = 200)
    void two_notifications_never_share_an_id_unless_sns_says_so(
            @ForAll @UniqueElements java.util.Set<@AlphaChars @StringLength(min = 1, max = 20) String> customers) {
        var ids = customers.stream()
                .map(customer -> {
                    var fields = fields("subscribe-fail");
                    fields.put("customer-identifier", customer);
                    return reader.read(message(json(fields))).stableId();
                })
                .distinct();

        assertThat(ids).hasSize(customers.size());
    }
}
