package io.mooring.verification.saga;

import io.mooring.mail.saga.Mail;
import io.mooring.mail.saga.MailOutbox;
import io.mooring.privacy.api.Personal;
import io.mooring.verification.api.CodeIssued;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ReplayStatus;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.springframework.stereotype.Component;

/** Sends a code to the mailbox that is to be proven; none where there is no mailbox, which nobody outside can tell. */
@Component
@ProcessingGroup(MailOutbox.GROUP)
class WhenCodeIssuedThenMailIt {

    private final MailOutbox outbox;

    WhenCodeIssuedThenMailIt(MailOutbox outbox) {
        this.outbox = outbox;
    }

    @EventHandler
    void on(CodeIssued event, @MessageIdentifier String eventId, ReplayStatus replay) {
        var mailbox = event.mailbox();
        if (mailbox == null || mailbox.equals(Personal.FORGOTTEN)) {
            return;
        }
        outbox.put(eventId, Mail.of(event, mailbox), replay);
    }
}
