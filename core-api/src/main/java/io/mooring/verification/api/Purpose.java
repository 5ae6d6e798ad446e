package io.mooring.verification.api;

/** What a proof is for; a proof for one purpose is none for another. */
public enum Purpose {
    /** Registering a billing account (and the console account made with it). */
    REGISTER,
    /** Binding an existing billing account: the mailbox on file. */
    BIND,
    /** Naming an existing console account, or registering a new one. */
    CONSOLE
}
