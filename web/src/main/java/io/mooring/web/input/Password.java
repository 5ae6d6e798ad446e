package io.mooring.web.input;

/** The length that a password must have, in characters (Unicode code points); any character will do. */
public final class Password {

    public static final int MIN = 8;
    public static final int MAX = 128;

    private Password() {}
}
