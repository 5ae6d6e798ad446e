package io.mooring.sandbox.mailbox;

import com.icegreen.greenmail.user.GreenMailUser;
import jakarta.mail.internet.MimeMessage;

/** An address that gets mail and has nothing else: no folder of the mail server, no password that would be asked for. */
abstract class Recipient implements GreenMailUser {

    private final String address;

    Recipient(String address) {
        this.address = address;
    }

    @Override
    public String getEmail() {
        return address;
    }

    @Override
    public String getLogin() {
        return address;
    }

    @Override
    public String getQualifiedMailboxName() {
        return address;
    }

    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public void setPassword(String password) {
        throw new UnsupportedOperationException("A recipient has no password");
    }

    @Override
    public void authenticate(String password) {
        throw new UnsupportedOperationException("A recipient does not sign in");
    }

    @Override
    public void deliver(MimeMessage message) {
        throw new UnsupportedOperationException("Mail arrives by SMTP");
    }

    @Override
    public void create() {
        throw new UnsupportedOperationException("Every address exists");
    }

    @Override
    public void delete() {
        throw new UnsupportedOperationException("Every address exists");
    }
}
