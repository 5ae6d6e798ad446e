package io.mooring.mail.saga;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose product it is, as mails say it.
 *
 * @param brand the installation's
 * @param listings those that have one of their own
 */
@ConfigurationProperties("mooring")
record BrandProperties(
        @DefaultValue Brand brand, @DefaultValue List<Listing> listings) {

    BrandProperties {
        listings = List.copyOf(listings);
    }

    record Brand(
            @DefaultValue("Mooring") String name, @Nullable String supportEmail) {}

    /** One of {@code mooring.listings[n]}. */
    record Listing(@Nullable String id, @DefaultValue Own brand) {}

    /** What a listing has of its own; the installation's where absent. */
    record Own(@Nullable String name, @Nullable String supportEmail) {}

    /** That of a listing; the installation's where the listing is not known. */
    Brand of(Optional<String> listing) {
        return listings.stream()
                .filter(known -> known.id() != null && listing.equals(Optional.of(known.id())))
                .map(Listing::brand)
                .findFirst()
                .map(own -> new Brand(
                        Objects.requireNonNullElse(own.name(), brand.name()),
                        own.supportEmail() == null ? brand.supportEmail() : own.supportEmail()))
                .orElse(brand);
    }
}
