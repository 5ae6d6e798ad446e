package io.mooring.subscription.marketplace;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A queue in which AWS tells of one listing or several.
 *
 * @param connection how it is reached; its {@code queueUrl} is this queue's
 */
record SourceQueue(MarketplaceProperties connection) {

    private static final Pattern AT_AWS =
            Pattern.compile("(?:sqs\\.([a-z0-9-]+)|([a-z0-9-]+)\\.queue)\\.amazonaws\\.com(?:\\.cn)?");

    URI url() {
        return Objects.requireNonNull(connection.queueUrl());
    }

    /** As its ARN ends, region, account, name; not for the program to take apart. */
    String name() {
        var path = url().getPath() == null ? "" : url().getPath();
        return connection.region() + path.replace('/', ':');
    }

    /** The region that an address of AWS names. */
    static Optional<String> region(URI url) {
        var host = AT_AWS.matcher(url.getHost() == null ? "" : url.getHost());
        return host.matches() ? Optional.of(host.group(1) == null ? host.group(2) : host.group(1)) : Optional.empty();
    }

    /** In the region that its address names, whatever the settings say of other calls. */
    static SourceQueue of(MarketplaceProperties connection, URI url, @Nullable URI deadLetters) {
        return new SourceQueue(connection.reading(region(url).orElse(connection.region()), url, deadLetters));
    }
}
