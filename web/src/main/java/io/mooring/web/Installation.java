package io.mooring.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What makes one installation differ from another: names, places, texts.
 *
 * @param sites deployment regions of the product in which a workspace can be created
 * @param nextSteps what the success page offers
 */
@ConfigurationProperties("mooring")
@Validated
public record Installation(
        @Valid @NotNull Brand brand,
        @NotEmpty List<@Valid Site> sites,
        @Valid @NotNull Terms terms,
        @DefaultValue List<@Valid NextStep> nextSteps) {

    public Installation {
        sites = List.copyOf(sites);
        nextSteps = List.copyOf(nextSteps);
    }

    /**
     * Who the buyer deals with.
     *
     * @param name the product's name in every sentence
     * @param supportEmail where to turn to when stuck
     * @param logoUrl picture beside the name
     */
    public record Brand(
            @NotBlank String name,
            @NotBlank @Email String supportEmail,
            @Nullable String logoUrl) {}

    /**
     * A site.
     *
     * @param id kept in history; never reuse one for another region
     * @param name as the buyer reads it
     * @param signInUrl login page of its Console
     */
    public record Site(
            @NotBlank @Pattern(regexp = "[a-z0-9-]{1,32}") String id,
            @Valid @NotNull LocalText name,
            @NotBlank String signInUrl) {}

    /**
     * The terms that a buyer accepts.
     *
     * @param version stored with each acceptance; change it with the text
     * @param url where the text is
     */
    public record Terms(@NotBlank String version, @NotBlank String url) {}

    /**
     * Something to do after the activation.
     *
     * @param title as the buyer reads it
     * @param url where it leads
     */
    public record NextStep(
            @Valid @NotNull LocalText title, @NotBlank String url) {}

    /**
     * One text in both languages.
     *
     * @param en English
     * @param zh Chinese
     */
    public record LocalText(@NotBlank String en, @NotBlank String zh) {}

    public boolean hasSite(String id) {
        return sites.stream().anyMatch(site -> site.id().equals(id));
    }
}
