package io.mooring.activation.saga;

import io.mooring.activation.api.ActivationCompleted;
import io.mooring.mail.saga.Mail;
import io.mooring.mail.saga.MailContacts;
import io.mooring.mail.saga.MailOutbox;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ReplayStatus;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.springframework.stereotype.Component;

/** Tells the buyer what AWS settles from now on and what to do next. */
@Component
@ProcessingGroup(MailOutbox.GROUP)
class WhenActivationCompletedThenMailTheNextSteps {

    private final MailContacts contacts;
    private final MailOutbox outbox;

    WhenActivationCompletedThenMailTheNextSteps(MailContacts contacts, MailOutbox outbox) {
        this.contacts = contacts;
        this.outbox = outbox;
    }

    @EventHandler
    void on(ActivationCompleted event, @MessageIdentifier String eventId, ReplayStatus replay) {
        contacts.of(event.activationId()).ifPresent(contact -> outbox.put(eventId, Mail.of(event, contact), replay));
    }
}
