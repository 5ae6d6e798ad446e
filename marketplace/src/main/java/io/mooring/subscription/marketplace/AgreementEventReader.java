package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementEnd;
import io.mooring.agreement.api.AgreementIntent;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.marketplace.Reading.AgreementMessage;
import io.mooring.subscription.marketplace.Reading.AgreementMessage.Change;
import io.mooring.subscription.marketplace.Reading.AgreementMessage.Role;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what EventBridge says of agreements and licences: the whole event is the queue's message. Fields that AWS's pages print differently may be absent. */
final class AgreementEventReader {

    private static final String SOURCE = "aws.agreement-marketplace";
    private static final String CATALOG = "AWSMarketplace";
    private static final String DASH = " - ";
    private static final int MAX_ARN = 512;

    static AgreementMessage read(String stableId, Fields event, Instant sentAt) throws NotReadable {
        var source = event.required("source");
        if (!source.equals(SOURCE)) {
            throw new NotReadable("an event of " + source);
        }
        var detail = event.object("detail");
        var catalog = detail.textOr("catalog", Fields.MAX_NAME, CATALOG);
        if (!catalog.equals(CATALOG)) {
            throw new NotReadable("an event of the catalog " + catalog);
        }
        var detailType = event.required("detailtype");
        var change = Change.of(kind(detailType)).orElseThrow(() -> unknown(detailType));
        var role = Role.of(role(detailType)).orElseThrow(() -> unknown(detailType));
        var ours = role != Role.ACCEPTOR;
        var agreement = detail.object("agreement");
        var product = detail.object("product");
        var request = request(detail, change);
        var at = event.time("time");
        return new AgreementMessage(
                stableId,
                change,
                role,
                event.required("account"),
                change.isOfRefund() ? agreementOfRefund(agreement, request) : agreement.required("id"),
                ours && change.needsIntent() ? oneOf(AgreementIntent.class, agreement, "intent") : null,
                ours && change == Change.ENDED ? oneOf(AgreementEnd.class, agreement, "status") : null,
                agreement.optional("previousagreementid"),
                ours && change.needsLicence() ? licence(detail) : null,
                ours && change.needsLicence() ? product.required("code") : product.optional("code"),
                product.optional("id"),
                detail.object("acceptor").optional("accountid"),
                detail.object("offer").optional("id"),
                agreement.time("starttime"),
                agreement.time("endtime"),
                change == Change.ENDING ? agreement.optionalFlag("autorenewalenabled") : null,
                request.optional("id"),
                note(request),
                at == null ? sentAt : at);
    }

    /** AWS documents the request and the invoice only. */
    private static @Nullable String agreementOfRefund(Fields agreement, Fields request) throws NotReadable {
        var id = agreement.optional("id");
        if (id == null) {
            request.required("id");
        }
        return id;
    }

    /** Where an event is of a request about the agreement, what it says of it. */
    private static Fields request(Fields detail, Change change) throws NotReadable {
        return detail.object(change.isOfRefund() ? "billingadjustmentrequest" : "agreementcancellationrequest");
    }

    private static @Nullable String note(Fields request) throws NotReadable {
        var reason = request.optional("reasoncode");
        return reason == null ? request.optional("adjustmentreasoncode") : reason;
    }

    private static String kind(String detailType) {
        var dash = detailType.lastIndexOf(DASH);
        return dash < 0 ? detailType : detailType.substring(0, dash);
    }

    private static String role(String detailType) {
        var dash = detailType.lastIndexOf(DASH);
        return dash < 0 ? "" : detailType.substring(dash + DASH.length());
    }

    private static NotReadable unknown(String detailType) {
        return new NotReadable("unknown detail type: " + detailType);
    }

    private static String licence(Fields detail) throws NotReadable {
        var arn = detail.object("license").optional("arn", MAX_ARN);
        if (arn == null) {
            throw new NotReadable("no license.arn");
        }
        if (!Purchase.isLicence(arn)) {
            throw new NotReadable("license.arn has no l- part");
        }
        return arn;
    }

    private static <E extends Enum<E>> @Nullable E oneOf(Class<E> kind, Fields agreement, String name)
            throws NotReadable {
        var value = agreement.required(name);
        return Arrays.stream(kind.getEnumConstants())
                .filter(known -> known.name().equals(value))
                .findFirst()
                .orElseThrow(() -> new NotReadable("unknown agreement." + name + ": " + value));
    }

    private AgreementEventReader() {}
}
