package io.mooring.web;

import io.mooring.verification.api.VerificationCodes;
import io.mooring.web.Installation.Brand;
import io.mooring.web.Installation.NextStep;
import io.mooring.web.Installation.Site;
import io.mooring.web.Installation.Terms;
import io.mooring.web.input.Password;
import io.mooring.workspace.api.TemplateLanguage;
import java.util.List;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the pages need to know of this installation. */
@RestController
final class ConfigurationApi {

    record Configuration(
            Brand brand,
            List<Site> sites,
            List<TemplateLanguage> templateLanguages,
            Terms terms,
            List<NextStep> nextSteps,
            PasswordPolicy passwordPolicy,
            int codeLength) {}

    record PasswordPolicy(int minLength, int maxLength) {}

    private final Installation installation;
    private final Brands brands;

    ConfigurationApi(Installation installation, Brands brands) {
        this.installation = installation;
        this.brands = brands;
    }

    /** With the brand and the terms of the listing that the browser's buyer landed on last. */
    @GetMapping("/api/configuration")
    Configuration configuration(ServerHttpRequest request) {
        var listing = LandedOn.listing(request).orElse(null);
        return new Configuration(
                brands.of(listing),
                installation.sites(),
                List.of(TemplateLanguage.values()),
                brands.terms(listing),
                installation.nextSteps(),
                new PasswordPolicy(Password.MIN, Password.MAX),
                VerificationCodes.LENGTH);
    }
}
