package io.mooring.subscription.marketplace;

import io.mooring.subscription.api.Feed;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The products of ours on the marketplace, {@code mooring.listings[n]}. */
@ConfigurationProperties("mooring")
record ListingProperties(@DefaultValue List<Entry> listings) {

    ListingProperties {
        if (listings.isEmpty()) {
            throw new IllegalArgumentException(
                    "mooring.listings is empty: configure at least mooring.listings[0].id, .title and .product-code");
        }
        listings = List.copyOf(listings);
        distinct("id", listings.stream().map(Entry::id).toList());
        distinct("product-code", listings.stream().map(Entry::productCode).toList());
    }

    private static void distinct(String what, List<String> values) {
        if (values.stream().distinct().count() < values.size()) {
            throw new IllegalArgumentException(
                    "mooring.listings: two listings have the same " + what + " in " + values);
        }
    }

    /**
     * One of them.
     *
     * @param id our own name for it, as in the landing page's address
     * @param partition {@code aws} (the default) or {@code aws-cn}
     * @param topicArn the SNS topics it is announced on, one or several; checked where given
     * @param feed how AWS tells of it: {@code sns} (the default, and the only one in China), {@code eventbridge}, or {@code moving} from the first to the second
     * @param sellerAccount the AWS accounts whose bus tells of it; checked where given
     * @param productId AWS's id of the product beside its code; checked where given
     * @param rawDelivery whether notifications may come without SNS's envelope, which names their topic
     */
    record Entry(
            String id,
            String title,
            String productCode,
            @DefaultValue("aws") String partition,
            @DefaultValue List<String> topicArn,
            @DefaultValue("sns") Feed feed,
            @DefaultValue List<String> sellerAccount,
            @Nullable String productId,
            @DefaultValue("false") boolean rawDelivery) {

        private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
        private static final Pattern PRODUCT_CODE = Pattern.compile("[A-Za-z0-9/_.-]{1,255}");
        private static final List<String> PARTITIONS = List.of("aws", "aws-cn");
        private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

        Entry {
            check(
                    id != null && ID.matcher(id).matches(),
                    "id must be 1 to 40 lower-case letters, digits and hyphens, not " + id);
            check(title != null && !title.isBlank(), "title of " + id + " is missing");
            check(
                    productCode != null && PRODUCT_CODE.matcher(productCode).matches(),
                    "product-code of " + id + " must be as AWS issued it, not " + productCode);
            check(
                    PARTITIONS.contains(partition),
                    "partition of " + id + " must be one of " + PARTITIONS + ", not " + partition);
            topicArn = List.copyOf(topicArn);
            sellerAccount = List.copyOf(sellerAccount);
            check(
                    feed == Feed.SNS || partition.equals("aws"),
                    "feed of " + id + " must be sns: AWS tells of listings in China by SNS only");
            check(
                    feed.includes(Feed.SNS) || topicArn.isEmpty(),
                    "topic-arn of " + id + " must be absent: its feed is eventbridge");
            for (var account : sellerAccount) {
                check(
                        ACCOUNT.matcher(account).matches(),
                        "seller-account of " + id + " must have twelve digits, not " + account);
            }
            for (var arn : topicArn) {
                check(
                        arn.startsWith("arn:" + partition + ":sns:"),
                        "topic-arn of " + id + " must be an SNS topic in partition " + partition + ", not " + arn);
            }
        }

        private static void check(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException("mooring.listings: " + otherwise);
            }
        }
    }
}
