package io.mooring.entitlement.web;

import io.mooring.access.web.BuyerSession;
import io.mooring.entitlement.api.CurrentEntitlements;
import io.mooring.web.Workers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the session's own purchase entitles its buyer to. */
@RestController
@RequestMapping("/api/activation/entitlements")
final class EntitlementsApi {

    private final CurrentEntitlements current;
    private final Workers workers;

    EntitlementsApi(CurrentEntitlements current, Workers workers) {
        this.current = current;
        this.workers = workers;
    }

    @GetMapping
    Mono<EntitlementsAnswer> find(BuyerSession session) {
        return workers.call(() -> EntitlementsAnswer.of(current.of(session.subscriptionId())));
    }
}
