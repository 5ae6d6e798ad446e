package io.mooring.sandbox.aws;

/** An error of an AWS service, with the type that its clients know it by. */
final class AwsFault extends RuntimeException {

    private final int status;
    private final String type;

    private AwsFault(int status, String type, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.type = type;
    }

    static AwsFault badRequest(String type, String sentence) {
        return new AwsFault(400, type, sentence);
    }

    static AwsFault forbidden(String type, String sentence) {
        return new AwsFault(403, type, sentence);
    }

    /** The fault of this type with the status that AWS gives it. */
    static AwsFault ofType(String type) {
        return new AwsFault(type.startsWith("Internal") ? 500 : 400, type, "Asked for in the sandbox");
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
