package io.mooring.web;

import io.mooring.web.Installation.Terms;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Whom the buyers of single listings deal with, where that is not the installation's brand: {@code mooring.listings[n].brand}. */
@ConfigurationProperties("mooring")
@Validated
record ListingBrandProperties(@DefaultValue List<@Valid Entry> listings) {

    ListingBrandProperties {
        listings = List.copyOf(listings);
    }

    /** Of one listing. */
    record Entry(@Nullable String id, @Valid @DefaultValue Own brand) {}

    /** What it has of its own; the installation's where absent. The parameters are those of {@link Installation.Brand}. */
    record Own(
            @Nullable String name,
            @Email @Nullable String supportEmail,
            @Nullable String logoUrl,
            @Valid @Nullable Terms terms) {}
}
