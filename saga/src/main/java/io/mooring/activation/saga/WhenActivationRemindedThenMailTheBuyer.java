package io.mooring.activation.saga;

import io.mooring.activation.api.ActivationReminded;
import io.mooring.mail.saga.Mail;
import io.mooring.mail.saga.MailContacts;
import io.mooring.mail.saga.MailOutbox;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ReplayStatus;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.springframework.stereotype.Component;

/** Tells a buyer who has proven a mailbox what their activation still needs. */
@Component
@ProcessingGroup(MailOutbox.GROUP)
class WhenActivationRemindedThenMailTheBuyer {

    private final MailContacts contacts;
    private final MailOutbox outbox;

    WhenActivationRemindedThenMailTheBuyer(MailContacts contacts, MailOutbox outbox) {
        this.contacts = contacts;
        this.outbox = outbox;
    }

    @EventHandler
    void on(ActivationReminded event, @MessageIdentifier String eventId, ReplayStatus replay) {
        contacts.of(event.activationId()).ifPresent(contact -> outbox.put(eventId, Mail.of(event, contact), replay));
    }
}
