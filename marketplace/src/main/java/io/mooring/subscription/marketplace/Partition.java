package io.mooring.subscription.marketplace;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A part of AWS that knows nothing of the others: accounts, credentials, queues and addresses of one are not valid in another. */
enum Partition {
    AWS("aws", "(?!cn-)[a-z]{2}(-[a-z]+)+-[0-9]", ".amazonaws.com"),
    AWS_CN("aws-cn", "cn-[a-z]+-[0-9]", ".amazonaws.com.cn");

    private final String text;
    private final Pattern regions;
    private final String domain;

    Partition(String text, String regions, String domain) {
        this.text = text;
        this.regions = Pattern.compile(regions);
        this.domain = domain;
    }

    /** As it is in ARNs and in the settings. */
    String text() {
        return text;
    }

    boolean hasRegion(String region) {
        return regions.matcher(region).matches();
    }

    /** What the names of AWS's hosts end with there. */
    String domain() {
        return domain;
    }

    /** AWS has it in the commercial partition only. */
    boolean hasAgreementApi() {
        return this == AWS;
    }

    static Partition of(String text) {
        for (var partition : values()) {
            if (partition.text.equals(text)) {
                return partition;
            }
        }
        throw new IllegalArgumentException("No partition " + text);
    }

    static Optional<Partition> ofRegion(String region) {
        for (var partition : values()) {
            if (partition.hasRegion(region)) {
                return Optional.of(partition);
            }
        }
        return Optional.empty();
    }

    /** Where an address of AWS is; empty for one of somebody else. */
    static Optional<Partition> ofAddress(@Nullable URI address) {
        if (address == null || address.getHost() == null) {
            return Optional.empty();
        }
        for (var partition : values()) {
            if (address.getHost().endsWith(partition.domain)) {
                return Optional.of(partition);
            }
        }
        return Optional.empty();
    }
}
