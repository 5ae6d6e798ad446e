package io.mooring.billing.saga;

import io.mooring.billing.api.BillingAccountApproved;
import io.mooring.mail.saga.Mail;
import io.mooring.mail.saga.MailContacts;
import io.mooring.mail.saga.MailOutbox;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ReplayStatus;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.springframework.stereotype.Component;

/** Tells the mailbox on file, if somebody reads it after all, what was decided without it. */
@Component
@ProcessingGroup(MailOutbox.GROUP)
class WhenBillingAccountApprovedThenMailItsOwner {

    private final MailContacts contacts;
    private final MailOutbox outbox;

    WhenBillingAccountApprovedThenMailItsOwner(MailContacts contacts, MailOutbox outbox) {
        this.contacts = contacts;
        this.outbox = outbox;
    }

    @EventHandler
    void on(BillingAccountApproved event, @MessageIdentifier String eventId, ReplayStatus replay) {
        contacts.onFile(event.billingAccountId(), event.activationId())
                .ifPresent(contact -> outbox.put(eventId, Mail.of(event, contact), replay));
    }
}
