package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementReading;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.marketplace.AwsUnanswered.Why;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks for agreements as each seller that has listings with agreements. An agreement's id does not tell whose it is, so that with several sellers one after the
 * other is asked until one knows it; the others' refusals say nothing then.
 */
final class AgreementsOfListings implements Agreements, AutoCloseable {

    private final ClientsOfListings<AwsAgreements> clients;

    /**
     * Makes a client for each way to reach AWS.
     *
     * @param listings those that have agreements: in a partition with an Agreement API, and told of by EventBridge
     */
    AgreementsOfListings(
            Connections connections, Predicate<String> listings, Function<List<String>, AwsBreaker> breakers) {
        clients = new ClientsOfListings<>(
                connections, listings, (connection, served) -> new AwsAgreements(connection, breakers.apply(served)));
    }

    @Override
    public Optional<AgreementReading> byId(String awsAgreementId) {
        return first(client -> client.byId(awsAgreementId));
    }

    @Override
    public Optional<AgreementReading> byLicence(String licenseArn) {
        return first(client -> client.byLicence(licenseArn));
    }

    @Override
    public List<AgreementReading> chain(String initialAwsAgreementId, String awsAgreementId) {
        return first(client -> Optional.of(client.chain(initialAwsAgreementId, awsAgreementId))
                        .filter(chain -> !chain.isEmpty()))
                .orElse(List.of());
    }

    @Override
    public List<AgreementReading> ofAccount(String awsAccountId, String productId) {
        return first(client ->
                        Optional.of(client.ofAccount(awsAccountId, productId)).filter(all -> !all.isEmpty()))
                .orElse(List.of());
    }

    @Override
    public Changed changed(String productId, @Nullable Instant since, Instant until, @Nullable String page) {
        return first(client -> Optional.of(client.changed(productId, since, until, page))
                        .filter(found ->
                                found.next() != null || !found.awsAgreementIds().isEmpty()))
                .orElse(new Changed(List.of(), null));
    }

    @Override
    public Agreements ofSeller(Listing listing) {
        return clients.of(listing.id())
                .orElseThrow(() -> new AgreementsUnavailable("no agreements are of " + listing.id(), Why.REFUSED));
    }

    @Override
    public Optional<Instant> freeTrialEnd(AgreementReading reading) {
        return first(client -> client.freeTrialEnd(reading));
    }

    private <T> Optional<T> first(Function<AwsAgreements, Optional<T>> question) {
        if (clients.all().isEmpty()) {
            throw new AgreementsUnavailable("no listing is one that has agreements", Why.REFUSED);
        }
        @Nullable AgreementsUnavailable unanswered = null;
        for (var client : clients.all()) {
            try {
                var answer = question.apply(client);
                if (answer.isPresent()) {
                    return answer;
                }
            } catch (AgreementsUnavailable away) {
                // Whoever was refused may not be the seller; whoever did not answer may be
                unanswered = unanswered == null || unanswered.why() == Why.REFUSED ? away : unanswered;
            }
        }
        if (unanswered != null) {
            throw unanswered;
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        clients.close();
    }
}
