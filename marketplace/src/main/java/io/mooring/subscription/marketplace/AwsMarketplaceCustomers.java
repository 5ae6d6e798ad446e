package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.MarketplaceCustomers;
import io.mooring.subscription.api.MarketplaceCustomers.TokenRefused.Reason;
import io.mooring.subscription.api.Purchase;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.marketplacemetering.MarketplaceMeteringClient;
import software.amazon.awssdk.services.marketplacemetering.model.ExpiredTokenException;
import software.amazon.awssdk.services.marketplacemetering.model.InvalidTokenException;
import software.amazon.awssdk.services.marketplacemetering.model.ResolveCustomerResponse;
import tools.jackson.databind.JsonNode;

/** Asks AWS's metering service. The token goes to AWS and nowhere else: neither it nor AWS's own words about it are logged. */
final class AwsMarketplaceCustomers implements MarketplaceCustomers, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AwsMarketplaceCustomers.class);
    private static final int LONGEST_TOKEN = 8 * 1024;
    private static final Pattern REQUEST_ID = Pattern.compile("[0-9a-fA-F-]{1,64}");

    private final MarketplaceMeteringClient metering;

    AwsMarketplaceCustomers(MarketplaceProperties properties) {
        metering = AwsClients.quick(
                MarketplaceMeteringClient.builder(), properties, region(properties), properties.meteringEndpoint());
    }

    /** In China one region has the service; elsewhere many do. */
    private static Region region(MarketplaceProperties properties) {
        var region = properties.awsRegion();
        return Partition.AWS_CN.hasRegion(region.id()) ? AwsClients.home(region) : region;
    }

    @Override
    public ResolvedCustomer resolve(Listing listing, String registrationToken) {
        if (registrationToken.length() > LONGEST_TOKEN
                || registrationToken.isEmpty()
                || registrationToken.chars().anyMatch(Character::isWhitespace)) {
            throw new TokenRefused(Reason.INVALID);
        }
        var raw = RawAnswers.holder();
        try {
            var answer = metering.resolveCustomer(request -> request.registrationToken(registrationToken)
                    .overrideConfiguration(call -> call.putExecutionAttribute(RawAnswers.attribute(), raw)));
            return customer(listing, answer, raw.get());
        } catch (InvalidTokenException unknown) {
            throw new TokenRefused(Reason.INVALID);
        } catch (ExpiredTokenException old) {
            throw new TokenRefused(Reason.EXPIRED);
        } catch (AwsServiceException refused) {
            LOG.error(
                    "ResolveCustomer failed: {} (HTTP {}, request {})",
                    refused.awsErrorDetails() == null
                            ? "no error code"
                            : refused.awsErrorDetails().errorCode(),
                    refused.statusCode(),
                    printable(refused.requestId()));
            throw new TokenRefused(Reason.AWS_UNAVAILABLE);
        } catch (TokenRefused answered) {
            throw answered;
        } catch (RuntimeException unanswered) {
            LOG.warn(
                    "ResolveCustomer was not answered: {}",
                    unanswered.getClass().getSimpleName());
            throw new TokenRefused(Reason.AWS_UNAVAILABLE);
        }
    }

    /** Whoever answers in AWS's place could have put anything there, the token too. */
    private static String printable(@Nullable String requestId) {
        return requestId != null && REQUEST_ID.matcher(requestId).matches() ? requestId : "not told";
    }

    private static ResolvedCustomer customer(Listing listing, ResolveCustomerResponse answer, JsonNode raw) {
        if (!listing.productCode().equals(present(answer.productCode()))) {
            LOG.warn(
                    "A token of product {} came to the landing page of listing {}", answer.productCode(), listing.id());
            throw new TokenRefused(Reason.OTHER_PRODUCT);
        }
        // By the name that the listing's feed will use: the other one would be a second identity.
        var feed = listing.feed();
        var customerIdentifier = present(answer.customerIdentifier());
        var named = present(raw.path("LicenseArn").stringValue(""));
        var licenseArn = named != null && feed.includes(Feed.EVENTBRIDGE) && Purchase.isLicence(named) ? named : null;
        if (licenseArn == null && (customerIdentifier == null || !feed.includes(Feed.SNS))) {
            LOG.error(
                    "ResolveCustomer named no {} for listing {}, whose feed is {}",
                    feed == Feed.SNS ? "customer" : "licence",
                    listing.id(),
                    feed);
            throw new TokenRefused(Reason.AWS_UNAVAILABLE);
        }
        return new ResolvedCustomer(
                new Purchase(
                        listing.id(),
                        listing.partition(),
                        listing.productCode(),
                        licenseArn == null ? customerIdentifier : null,
                        licenseArn),
                present(answer.customerAWSAccountId()),
                licenseArn == null ? null : customerIdentifier);
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Override
    public void close() {
        metering.close();
    }
}
