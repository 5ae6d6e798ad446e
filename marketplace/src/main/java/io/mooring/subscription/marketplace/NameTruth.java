package io.mooring.subscription.marketplace;

import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.subscription.api.KnownPurchases;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.NameSource;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.marketplace.Entitlements.Entitlement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out from AWS which customer identifier and which licence are one purchase's. Asks, and records nothing. */
final class NameTruth {

    private static final int CANDIDATES = 10_000;

    private final Agreements agreements;
    private final Entitlements entitlements;
    private final KnownPurchases purchases;
    private final ConfiguredListings listings;

    NameTruth(Agreements agreements, Entitlements entitlements, KnownPurchases purchases, ConfiguredListings listings) {
        this.agreements = agreements;
        this.entitlements = entitlements;
        this.purchases = purchases;
        this.listings = listings;
    }

    /** What AWS says of a name. */
    sealed interface Answer {

        /** Two names of one purchase; {@code beganAt} is when the licence's agreement did, where AWS tells. */
        record Pair(
                String customerIdentifier,
                String licenseArn,
                NameSource source,
                @Nullable Instant beganAt) implements Answer {}

        /** There is no other name. */
        record Alone() implements Answer {}

        /**
         * The customer may have any of several licences; only a person can say which.
         *
         * @param candidates the licences, or agreements where those are not told, and customers that it is about; sorted
         */
        record Several(String customerIdentifier, List<String> candidates) implements Answer {}

        /** It says too little. */
        record Untold() implements Answer {}
    }

    /**
     * Blocks for some seconds.
     *
     * @param awsAccountId the buyer's, where a landing told it
     * @param isNamed whether a licence is known to be another purchase's of the customer, or of another customer
     */
    Answer of(Listing listing, PurchaseName name, @Nullable String awsAccountId, Function<String, Boolean> isNamed) {
        return switch (name.kind()) {
            case CUSTOMER -> ofCustomer(listing, name.name(), awsAccountId, isNamed);
            case LICENCE -> ofLicence(listing, name.name(), awsAccountId, isNamed);
        };
    }

    private Answer ofCustomer(
            Listing listing, String customer, @Nullable String landedFrom, Function<String, Boolean> isNamed) {
        var byCustomer = KnownNames.byCustomer(listing, customer);
        var found = entitlements.of(byCustomer);
        var named = distinct(found, Entitlement::licenseArn);
        var licences = named.stream().filter(licence -> !isNamed.apply(licence)).toList();
        if (licences.size() == 1) {
            return pair(customer, licences.getFirst(), NameSource.ENTITLEMENT);
        }
        if (licences.size() > 1) {
            return new Answer.Several(
                    customer, licences.stream().map(Purchase::licence).sorted().toList());
        }
        var account = account(found, landedFrom, byCustomer);
        var productId = listings.productId(listing).orElse(null);
        if (account == null || productId == null) {
            return named.isEmpty() && !found.isEmpty() ? new Answer.Alone() : new Answer.Untold();
        }
        var all = agreements.ofAccount(account, productId);
        var candidates = inQuestion(all).stream()
                .filter(it -> it.licenseArn() == null || !isNamed.apply(it.licenseArn()))
                .toList();
        return switch (candidates.size()) {
            case 0 -> all.isEmpty() ? new Answer.Alone() : new Answer.Untold();
            case 1 -> pair(customer, candidates.getFirst());
            default -> new Answer.Several(customer, names(candidates));
        };
    }

    private Answer ofLicence(
            Listing listing, String licenseArn, @Nullable String landedFrom, Function<String, Boolean> isNamed) {
        var byLicence = KnownNames.byLicence(listing, licenseArn);
        var found = entitlements.of(byLicence);
        var customers = distinct(found, Entitlement::customerIdentifier);
        if (customers.size() == 1) {
            return pair(customers.getFirst(), licenseArn, NameSource.ENTITLEMENT);
        }
        var productId = listings.productId(listing).orElse(null);
        var account = account(found, landedFrom, byLicence);
        if (account == null) {
            account = agreements
                    .byLicence(licenseArn)
                    .map(AgreementReading::acceptorAccount)
                    .orElse(null);
        }
        if (account == null || productId == null) {
            return new Answer.Alone();
        }
        var theirs = customersOf(listing, account);
        if (theirs.isEmpty()) {
            return new Answer.Alone();
        }
        var candidates = inQuestion(agreements.ofAccount(account, productId)).stream()
                .filter(it -> it.licenseArn() == null || !isNamed.apply(it.licenseArn()))
                .toList();
        var isTheOne = candidates.size() == 1 && isOf(candidates.getFirst(), licenseArn);
        return theirs.size() == 1 && isTheOne
                ? pair(theirs.getFirst(), candidates.getFirst())
                : new Answer.Several(
                        theirs.getFirst(),
                        Stream.concat(theirs.stream(), names(candidates).stream())
                                .sorted()
                                .toList());
    }

    private static List<String> names(List<AgreementReading> candidates) {
        return candidates.stream()
                .map(it -> it.licenseArn() == null ? it.awsAgreementId() : Purchase.licence(it.licenseArn()))
                .sorted()
                .toList();
    }

    /** Customers of the account whose purchases no licence is known of. */
    private List<String> customersOf(Listing listing, String account) {
        return purchases.byCustomerOnly(listing.id(), CANDIDATES).stream()
                .filter(known -> purchases
                        .awsAccountOf(known.subscriptionId())
                        .filter(account::equals)
                        .isPresent())
                .map(PurchaseView::purchase)
                .map(Purchase::customerIdentifier)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Those in force; where there is none, all that ever were. */
    private static List<AgreementReading> inQuestion(List<AgreementReading> all) {
        var inForce = all.stream().filter(it -> it.status() == Status.ACTIVE).toList();
        return inForce.isEmpty() ? all : inForce;
    }

    private static boolean isOf(AgreementReading agreement, String licenseArn) {
        return agreement.licenseArn() != null
                && Purchase.licence(agreement.licenseArn()).equals(Purchase.licence(licenseArn));
    }

    private @Nullable String account(List<Entitlement> found, @Nullable String landedFrom, Purchase purchase) {
        if (landedFrom != null) {
            return landedFrom;
        }
        var told = distinct(found, Entitlement::awsAccountId);
        return told.size() == 1
                ? told.getFirst()
                : purchases.awsAccountOf(purchase.subscriptionId()).orElse(null);
    }

    private Answer pair(String customer, String licenseArn, NameSource source) {
        return new Answer.Pair(
                customer,
                licenseArn,
                source,
                agreements.byLicence(licenseArn).map(AgreementReading::startsAt).orElse(null));
    }

    private static Answer pair(String customer, AgreementReading agreement) {
        return agreement.licenseArn() == null
                ? new Answer.Untold()
                : new Answer.Pair(customer, agreement.licenseArn(), NameSource.ACCOUNT, agreement.startsAt());
    }

    private static List<String> distinct(List<Entitlement> found, Function<Entitlement, @Nullable String> what) {
        return found.stream()
                .map(what)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toMap(
                        name -> name.contains(":") ? Purchase.licence(name) : name, name -> name, (one, other) -> one))
                .values()
                .stream()
                .sorted()
                .toList();
    }
}
