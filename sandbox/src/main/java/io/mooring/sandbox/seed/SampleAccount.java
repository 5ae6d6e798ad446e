package io.mooring.sandbox.seed;

import io.mooring.access.api.PasswordHash;

/**
 * An account to try the paths with. The passwords are printed at every start of the sandbox, so their hashes need no
 * hiding either; being constants they cost no hashing time at the first start.
 */
public enum SampleAccount {
    BILLING(
            "harbor-billing",
            "billing@harbor.example",
            "harbor-Billing-2026",
            "$argon2id$v=19$m=19456,t=2,p=1$jQ4nrjlMnjI5nLcxBQpmAQ$pIVL+MqOZbAEDOe7IjQQ911JhBrACChMOXPZoVl7yRg"),
    CONSOLE(
            "harbor-console",
            "console@harbor.example",
            "harbor-Console-2026",
            "$argon2id$v=19$m=19456,t=2,p=1$15hGLshjn0qahxYIBVukZg$ifDVj7qr4gEEY+g+/bAN7BFgaK8SvqhRizcGuJrgnSY");

    private final String userName;
    private final String mailbox;
    private final String password;
    private final String hash;

    SampleAccount(String userName, String mailbox, String password, String hash) {
        this.userName = userName;
        this.mailbox = mailbox;
        this.password = password;
        this.hash = hash;
    }

    public String userName() {
        return userName;
    }

    public String mailbox() {
        return mailbox;
    }

    public String password() {
        return password;
    }

    PasswordHash passwordHash() {
        return new PasswordHash("{argon2id}" + hash);
    }
}
