package io.mooring.web;

/** What a request can be refused for before, or beside, any rule of the domain. */
public enum Fault {
    VALIDATION("validation", 400, "Something in the request cannot be accepted"),
    MALFORMED_JSON("malformed-json", 400, "The body is not the JSON that is expected here"),
    IDEMPOTENCY_KEY_MISSING("idempotency-key-missing", 400, "The request needs an Idempotency-Key"),
    SESSION_MISSING("session-missing", 401, "There is no session, or it has ended"),
    SIGN_IN_FAILED("sign-in-failed", 401, "User name or password is wrong"),
    CROSS_SITE_REQUEST("cross-site-request", 403, "The request comes from another site"),
    NOT_FOUND("not-found", 404, "There is nothing here"),
    ACTIVATION_PREPARING("activation-preparing", 404, "The activation is being prepared"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This cannot be done here"),
    NOT_ACCEPTABLE("not-acceptable", 406, "The answer is not available in the form asked for"),
    VERIFICATION_CODE_WRONG("verification-code-wrong", 409, "The code is wrong"),
    TERMS_OUTDATED("terms-outdated", 409, "The terms have changed"),
    CONCURRENT_CHANGE("concurrent-change", 409, "The same thing was changed at the same moment"),
    IDEMPOTENCY_KEY_IN_FLIGHT("idempotency-key-in-flight", 409, "The same request is still being worked on"),
    BODY_TOO_LARGE("body-too-large", 413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body must be application/json"),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The Idempotency-Key was used for another request"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    TOO_MANY_STREAMS("too-many-streams", 429, "Too many open event streams"),
    INTERNAL_ERROR("internal-error", 500, "Something went wrong on our side"),
    BUSY("busy", 503, "Too much is going on at the moment"),
    STORE_UNAVAILABLE("store-unavailable", 503, "The store does not answer at the moment");

    private final String slug;
    private final int status;
    private final String title;

    Fault(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    public String slug() {
        return slug;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    public Problem problem() {
        return new Problem(this);
    }
}
