package io.mooring.mail.saga;

import io.mooring.verification.api.MailLanguage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What to do after an activation: {@code mooring.next-steps}. */
@ConfigurationProperties("mooring")
record NextSteps(@DefaultValue List<Step> nextSteps) {

    NextSteps {
        nextSteps = List.copyOf(nextSteps);
    }

    /** One of them. */
    record Step(Title title, URI url) {}

    /** Its name in both languages. */
    record Title(String en, String zh) {}

    /** As templates read them. */
    List<Map<String, String>> in(MailLanguage language) {
        return nextSteps.stream()
                .map(step -> Map.of(
                        "title",
                        switch (language) {
                            case EN -> step.title().en();
                            case ZH -> step.title().zh();
                        },
                        "url",
                        step.url().toString()))
                .toList();
    }
}
