package io.mooring.mail.saga;

import static org.axonframework.messaging.responsetypes.ResponseTypes.optionalInstanceOf;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationStatus;
import io.mooring.activation.api.ActivationView;
import io.mooring.activation.api.ActivationView.RequirementView;
import io.mooring.activation.api.BoughtListingView;
import io.mooring.activation.api.FindBoughtListing;
import io.mooring.activation.api.FindCurrentActivation;
import io.mooring.activation.api.Requirement;
import io.mooring.verification.api.MailLanguage;
import io.mooring.verification.api.VerificationCodes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;

/** Writes a mail at the moment it is sent, from what is true then; writes none when it has become pointless. */
class Writer {

    private final Letters letters;
    private final VerificationCodes codes;
    private final QueryGateway queries;
    private final BrandProperties brands;
    private final NextSteps nextSteps;
    private final Clock clock;

    Writer(
            Letters letters,
            VerificationCodes codes,
            QueryGateway queries,
            BrandProperties brands,
            NextSteps nextSteps,
            Clock clock) {
        this.letters = letters;
        this.codes = codes;
        this.queries = queries;
        this.brands = brands;
        this.nextSteps = nextSteps;
        this.clock = clock;
    }

    /** Empty when nobody needs the mail any more; throws {@link TooEarly} when what it is to say is not known yet. */
    Optional<Letter> write(Mail mail) {
        return switch (mail.kind()) {
            case VERIFICATION_CODE -> code(mail, Objects.requireNonNull(mail.code()));
            case ACTIVATION_COMPLETED ->
                activation(mail, ActivationStatus.COMPLETED).map(view -> completed(mail, view));
            case ACTIVATION_REMINDED -> activation(mail, ActivationStatus.OPEN).map(view -> reminded(mail, view));
            case BILLING_ACCOUNT_APPROVED ->
                Optional.of(letters.write(mail.kind(), mail.language(), content(listing(mail.activationId()))));
        };
    }

    private Optional<Letter> code(Mail mail, Mail.Code code) {
        var left = Duration.between(clock.instant(), code.expiresAt());
        if (!left.isPositive()) {
            return Optional.empty();
        }
        var digits = codes.code(code.verificationId(), code.number());
        var content = content(listing(mail.activationId()));
        content.put("code", digits.substring(0, 4) + " " + digits.substring(4));
        content.put("minutes", Long.toString(Math.max(1, left.toMinutes())));
        return Optional.of(letters.write(mail.kind(), mail.language(), content));
    }

    private Optional<ActivationView> activation(Mail mail, ActivationStatus expected) {
        var view = queries.query(
                        new FindCurrentActivation(Objects.requireNonNull(mail.subscriptionId())),
                        optionalInstanceOf(ActivationView.class))
                .join()
                .orElseThrow(TooEarly::new);
        if (!view.activationId().equals(mail.activationId())) {
            return Optional.empty();
        }
        var mayStillComplete = view.status() == ActivationStatus.OPEN || view.status() == ActivationStatus.PAUSED;
        if (expected == ActivationStatus.COMPLETED && mayStillComplete) {
            throw new TooEarly();
        }
        return Optional.of(view).filter(current -> current.status() == expected);
    }

    private Letter completed(Mail mail, ActivationView view) {
        var content = content(Optional.of(view.subscription().listing()));
        put(content, "awsAccount", "hasAwsAccount", view.subscription().awsAccountId());
        content.put(
                "workspaces",
                view.workspaces().stream()
                        .map(workspace -> Map.of("name", workspace.name()))
                        .toList());
        var steps = nextSteps.in(mail.language());
        content.put("nextSteps", steps);
        content.put("hasNextSteps", !steps.isEmpty());
        return letters.write(mail.kind(), mail.language(), content);
    }

    private Letter reminded(Mail mail, ActivationView view) {
        var content = content(Optional.of(view.subscription().listing()));
        content.put(
                "due",
                view.requirements().stream()
                        .filter(requirement -> requirement.satisfiedAt() == null)
                        .map(RequirementView::name)
                        .map(requirement -> Map.of("what", words(requirement, mail.language())))
                        .toList());
        content.put("until", time(view.expiresAt(), mail.language()));
        return letters.write(mail.kind(), mail.language(), content);
    }

    /** Empty where no view knows it yet. */
    private Optional<String> listing(ActivationId activationId) {
        return queries.query(new FindBoughtListing(activationId), optionalInstanceOf(BoughtListingView.class))
                .join()
                .map(BoughtListingView::listing);
    }

    private Map<String, Object> content(Optional<String> listing) {
        var brand = brands.of(listing);
        var content = new HashMap<String, Object>();
        content.put("brand", brand.name());
        put(content, "support", "hasSupport", brand.supportEmail());
        return content;
    }

    private static void put(Map<String, Object> content, String name, String presence, @Nullable String value) {
        content.put(presence, value != null && !value.isBlank());
        content.put(name, Objects.requireNonNullElse(value, ""));
    }

    private static String words(Requirement requirement, MailLanguage language) {
        var english = language == MailLanguage.EN;
        return switch (requirement) {
            case CONFIRMED_SUBSCRIPTION -> english ? "AWS has to confirm the subscription" : "等待 AWS 确认订阅";
            case BILLING_ACCOUNT -> english ? "register or bind a Billing Center account" : "注册或绑定费用中心账号";
            case BOUND_WORKSPACE -> english ? "bind a workspace" : "绑定工作空间";
        };
    }

    private static String time(Instant instant, MailLanguage language) {
        var format = switch (language) {
            case EN -> DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);
            case ZH -> DateTimeFormatter.ofPattern("uuuu年M月d日 HH:mm（'UTC'）", Locale.SIMPLIFIED_CHINESE);
        };
        return instant.atOffset(ZoneOffset.UTC).format(format);
    }

    /** The view has not caught up with the event yet. */
    static final class TooEarly extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
