package io.mooring.subscription.marketplace;

import io.mooring.subscription.marketplace.Agreements.AgreementsUnavailable;
import io.mooring.subscription.marketplace.Entitlements.EntitlementsUnavailable;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A question to one service of AWS was not answered, or not with what was asked for. */
abstract sealed class AwsUnanswered extends RuntimeException permits AgreementsUnavailable, EntitlementsUnavailable {
    private static final long serialVersionUID = 1L;

    private static final Set<String> REFUSALS = Set.of(
            "AccessDeniedException", "ValidationException", "ResourceNotFoundException", "InvalidParameterException");

    private final Why why;

    /** What may be done about it. */
    enum Why {
        /** It was not asked, because its last questions were not answered: it may be asked again after {@link AwsBreaker#PAUSE}. */
        PAUSED,
        /** It did not answer, or not in time: the same question may be answered later. */
        SILENT,
        /** It answered that it does not tell us: the same question will be answered so again. */
        REFUSED;

        /** What one of AWS's error codes means. */
        static Why of(String code) {
            return REFUSALS.contains(code) ? REFUSED : SILENT;
        }
    }

    AwsUnanswered(String message, Why why) {
        super(message);
        this.why = why;
    }

    /** AWS's error code; the HTTP status where it names none. */
    static String code(AwsServiceException refused) {
        var details = refused.awsErrorDetails();
        return details == null
                        || details.errorCode() == null
                        || details.errorCode().isBlank()
                ? "HTTP " + refused.statusCode()
                : details.errorCode();
    }

    Why why() {
        return why;
    }
}
