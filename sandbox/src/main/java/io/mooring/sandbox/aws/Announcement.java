package io.mooring.sandbox.aws;

/** When the simulated AWS says that a purchase succeeded or failed, seen from the buyer's landing. */
public enum Announcement {
    /** At once, so usually before the buyer lands. */
    BEFORE,
    /** When the registration token has been resolved. */
    AFTER,
    /** Only when somebody presses the button. */
    MANUAL
}
