package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.ReadingRequests;
import io.mooring.subscription.marketplace.Interpretation.Refused;
import io.mooring.subscription.marketplace.Reading.AgreementMessage;
import io.mooring.subscription.marketplace.Reading.Notification;
import io.mooring.subscription.marketplace.Reading.Unreadable;
import java.time.Clock;

/** What any message is and asks for. */
final class Meanings {

    private final NotificationReader reader;
    private final NotificationMeaning ofNotifications;
    private final AgreementMeaning ofAgreements;

    Meanings(ConfiguredListings listings, KnownNames names, ReadingRequests readings, Clock clock) {
        this.reader = new NotificationReader(clock);
        this.ofNotifications = new NotificationMeaning(listings, names, readings);
        this.ofAgreements = new AgreementMeaning(listings, names, readings);
    }

    Reading read(QueueMessage message) {
        return reader.read(message);
    }

    Interpretation of(Reading reading) {
        return switch (reading) {
            case Unreadable unreadable -> new Refused(unreadable.reason());
            case Notification notification -> ofNotifications.of(notification);
            case AgreementMessage event -> ofAgreements.of(event);
        };
    }
}
