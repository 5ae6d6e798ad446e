package io.mooring.entitlement.web;

import io.mooring.entitlement.api.CurrentEntitlements.Closed;
import io.mooring.entitlement.api.CurrentEntitlements.Open;
import io.mooring.entitlement.api.CurrentEntitlements.Reason;
import io.mooring.entitlement.api.Entitlement;
import io.mooring.entitlement.api.Entitlement.Kind;
import io.mooring.web.slice.ProblemAnswer;
import io.mooring.web.slice.SettableClock;
import io.mooring.web.slice.SilentMarketplace;
import io.mooring.web.slice.WebSlice;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EntitlementsApiTest extends WebSlice {

    static final String ENTITLEMENTS = "/api/activation/entitlements";

    @Autowired
    SilentMarketplace bought;

    @Test
    void buyers_see_what_they_bought_and_when_aws_said_so() {
        var buyer = buyer();
        bought.entitles(buyer.subscriptionId(), open("seats", "25"));

        buyer.get(ENTITLEMENTS).expectStatus().isOk().expectBody().json("""
                {"open": true, "reason": null, "readAt": "2026-11-23T10:00:00Z", "entitlements":
                  [{"dimension": "seats", "kind": "INTEGER", "amount": "25", "validUntil": "2026-12-23T10:00:00Z"}]}""");
    }

    @Test
    void nobody_sees_what_another_buyer_bought() {
        var other = buyer();
        bought.entitles(other.subscriptionId(), open("secret", "1"));
        var buyer = buyer();

        buyer.get(ENTITLEMENTS + "?subscriptionId=" + other.subscriptionId())
                .expectBody()
                .json("""
                {"open": false, "reason": "UNKNOWN_PURCHASE", "readAt": null, "entitlements": []}""");
        ProblemAnswer.expect(http().get().uri(ENTITLEMENTS).exchange(), 401, "session-missing");
    }

    @Test
    void what_is_too_old_is_not_shown_as_if_it_held() {
        var buyer = buyer();
        bought.entitles(buyer.subscriptionId(), new Closed(Reason.TOO_OLD, SettableClock.START));

        buyer.get(ENTITLEMENTS).expectBody().json("""
                {"open": false, "reason": "TOO_OLD", "readAt": "2026-11-23T10:00:00Z", "entitlements": []}""");
    }

    private static Open open(String dimension, String amount) {
        var until = SettableClock.START.plus(Duration.ofDays(30));
        return new Open(List.of(new Entitlement(dimension, Kind.INTEGER, amount, until)), SettableClock.START);
    }
}
