package io.mooring.web;

import io.mooring.web.Installation.Brand;
import io.mooring.web.Installation.Terms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom a buyer deals with, by what was bought; the installation's brand until that is known. */
@Component
public final class Brands {

    private final Brand installations;
    private final Terms terms;
    private final Map<String, ListingBrandProperties.Own> own = new LinkedHashMap<>();

    Brands(Installation installation, ListingBrandProperties listings) {
        this.installations = installation.brand();
        this.terms = installation.terms();
        for (var listing : listings.listings()) {
            if (listing.id() != null) {
                own.put(listing.id(), listing.brand());
            }
        }
    }

    /** The brand of a listing, by our own id of it; of none, or of one that is not configured, the installation's. */
    public Brand of(@Nullable String listing) {
        var its = listing == null ? null : own.get(listing);
        return its == null
                ? installations
                : new Brand(
                        Objects.requireNonNullElse(its.name(), installations.name()),
                        Objects.requireNonNullElse(its.supportEmail(), installations.supportEmail()),
                        its.logoUrl() == null ? installations.logoUrl() : its.logoUrl());
    }

    /** The terms that the buyer of a listing accepts, found in the same way. */
    public Terms terms(@Nullable String listing) {
        var its = listing == null ? null : own.get(listing);
        return its == null || its.terms() == null ? terms : its.terms();
    }

    /** Refuses an acceptance of terms that are no longer, or not yet, the ones in force for the listing. */
    public void requireCurrentTerms(String listing, String version) {
        if (!terms(listing).version().equals(version)) {
            throw Fault.TERMS_OUTDATED.problem();
        }
    }

    /** All names, the installation's first. */
    public List<String> names() {
        return all().map(Brand::name).distinct().toList();
    }

    /** Pictures of all brands. */
    List<String> logoUrls() {
        return all().map(Brand::logoUrl).filter(Objects::nonNull).distinct().toList();
    }

    private Stream<Brand> all() {
        return Stream.concat(Stream.of(installations), own.keySet().stream().map(this::of));
    }
}
