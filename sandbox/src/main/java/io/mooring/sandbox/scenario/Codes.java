package io.mooring.sandbox.scenario;

import static io.mooring.sandbox.scenario.Cast.answered;
import static io.mooring.sandbox.scenario.Cast.times;

import io.mooring.sandbox.journey.Answer;
import io.mooring.sandbox.journey.Browser;
import io.mooring.sandbox.journey.JourneyFailed;
import io.mooring.sandbox.scenario.Cast.Asked;
import io.mooring.sandbox.scenario.Cast.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks for codes, reads them in the mails and gives them back. */
final class Codes {

    private static final Set<String> ANSWERED = Set.of("verificationId", "purpose", "codeExpiresAt", "resendAfter");
    private static final String WRONG = "00000000";
    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>]+");

    private final Cast cast;

    /** When the engine sends the next one to a mailbox, for a purpose; before that it refuses, or, for a user name, is silent. */
    private final Map<String, Instant> again = new HashMap<>();

    Codes(Cast cast) {
        this.cast = cast;
    }

    void ask(BuyerStep.AskCode it) {
        var purpose = it.purpose() == null ? "REGISTER" : it.purpose();
        if (purpose.equals("BIND")) {
            var account = it.accountOf() == null ? null : cast.person(it.accountOf()).newcomer;
            var userName = account == null ? Objects.requireNonNull(it.userName(), "user-name") : account.userName();
            ask(
                    cast.person(it.buyer()),
                    account == null ? null : account.mailbox(),
                    Map.of("purpose", purpose, "userName", userName),
                    it.refused());
        } else {
            ask(cast.person(it.buyer()), mailbox(it.buyer(), it.mailboxOf()), purpose, it.refused());
        }
    }

    /** The mailbox that somebody types. */
    String mailbox(String buyer, @Nullable String of) {
        return cast.person(of == null ? buyer : of).newcomer.mailbox();
    }

    void ask(Person person, String mailbox, String purpose, @Nullable String refused) {
        ask(person, mailbox, Map.of("purpose", purpose, "email", mailbox), refused);
    }

    private void ask(Person person, @Nullable String mailbox, Map<String, String> request, @Nullable String refused) {
        person.buyer.await("begun", view -> true);
        var budget = request.get("purpose") + " " + mailbox;
        if (refused == null) {
            until(again.getOrDefault(budget, Instant.EPOCH));
        }
        var seen = mailbox == null ? 0 : cast.aws().mails(mailbox);
        var answer = answered(person.buyer.askForCode(request), 201, refused);
        if (refused != null) {
            return;
        }
        if (!new HashSet<>(answer.body().propertyNames()).equals(ANSWERED)) {
            throw new JourneyFailed("the answer has " + answer.body().propertyNames());
        }
        again.put(budget, Instant.parse(answer.body().path("resendAfter").asString()));
        person.asked = new Asked(answer.body().path("verificationId").asString(), mailbox, seen);
    }

    void another(BuyerStep.AnotherCode it) {
        var person = cast.person(it.buyer());
        var asked = person.asked();
        var older = newest(asked);
        var address = "/api/activation/verifications/" + asked.verificationId + "/codes";
        var answer = person.buyer.browser().post(address, Map.of());
        if (it.refused() == null && answer.status() == 429) {
            until(cast.aws()
                    .now()
                    .plusSeconds(Long.parseLong(
                            answer.headers().firstValue("Retry-After").orElse("60"))));
            answer = person.buyer.browser().post(address, Map.of());
        }
        answered(answer, 201, it.refused());
        if (it.refused() == null) {
            asked.seen++;
            asked.older = older;
        }
    }

    void answer(BuyerStep.AnswerCode it) {
        var asked =
                cast.person(it.askedBy() == null ? it.buyer() : it.askedBy()).asked();
        var code = switch (it.code() == null ? "right" : it.code()) {
            case "right" -> newest(asked);
            case "older" -> Objects.requireNonNull(asked.older, "there is no older code");
            case "wrong" -> WRONG;
            default -> throw new JourneyFailed("a code is right, older or wrong");
        };
        for (var time = 0; time < times(it.times()); time++) {
            var answer =
                    answered(cast.person(it.buyer()).buyer.answerCode(asked.verificationId, code), 200, it.refused());
            if (it.left() != null && time == times(it.times()) - 1) {
                left(it.left(), answer);
            }
        }
    }

    private static void left(int wanted, Answer answer) {
        var left = answer.body().path("attemptsLeft").asInt(-1);
        if (left != wanted) {
            throw new JourneyFailed(left + " tries are left");
        }
    }

    /** Proves what was asked for last, and returns by what. */
    String proven(Person person) {
        var asked = person.asked();
        person.buyer.answerCode(asked.verificationId, newest(asked)).expecting(200);
        return asked.verificationId;
    }

    private String newest(Asked asked) {
        if (asked.mailbox == null) {
            throw new JourneyFailed("nobody knows where the mail would go");
        }
        return cast.aws().nextCode(asked.mailbox, asked.seen);
    }

    /** As scanners of mails do: with no cookie, and only ever reading. */
    void scan(BuyerStep.OpenLinks it) {
        var person = cast.person(it.buyer());
        var asked = person.asked();
        var mail = cast.aws().nextMail(Objects.requireNonNull(asked.mailbox), asked.seen);
        var scanner = cast.stranger().browser();
        var texts = mail.path("text").asString("") + " " + mail.path("html").asString("");
        LINK.matcher(texts).results().map(found -> found.group()).forEach(link -> opened(scanner, link));
        var attempts = "/api/activation/verifications/" + asked.verificationId + "/attempts";
        scanner.get(attempts);
        answered(person.buyer.browser().get(attempts), 405, "method-not-allowed");
    }

    private static void opened(Browser scanner, String link) {
        if (link.startsWith(scanner.origin().toString())) {
            scanner.get(link);
        }
    }

    /** Time is let pass, not waited for. */
    private void until(Instant moment) {
        var left = Duration.between(cast.aws().now(), moment);
        if (left.isPositive()) {
            cast.aws().letPass(left.plusSeconds(1));
        }
    }
}
