package io.mooring.web.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.access.api.AccessCommand;
import io.mooring.access.api.AccessEvent;
import io.mooring.activation.api.ActivationCommand;
import io.mooring.activation.api.ActivationEvent;
import io.mooring.agreement.api.AgreementCommand;
import io.mooring.agreement.api.AgreementEvent;
import io.mooring.billing.api.BillingCommand;
import io.mooring.billing.api.BillingEvent;
import io.mooring.console.api.ConsoleCommand;
import io.mooring.console.api.ConsoleEvent;
import io.mooring.entitlement.api.EntitlementCommand;
import io.mooring.entitlement.api.EntitlementEvent;
import io.mooring.subscription.api.SubscriptionCommand;
import io.mooring.subscription.api.SubscriptionEvent;
import io.mooring.task.api.TaskCommand;
import io.mooring.task.api.TaskEvent;
import io.mooring.verification.api.VerificationCommand;
import io.mooring.verification.api.VerificationEvent;
import io.mooring.workspace.api.WorkspaceCommand;
import io.mooring.workspace.api.WorkspaceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say of the code is so. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");

    static Stream<Class<?>> every_command() {
        return Stream.of(
                        SubscriptionCommand.class,
                        AgreementCommand.class,
                        ActivationCommand.class,
                        VerificationCommand.class,
                        BillingCommand.class,
                        ConsoleCommand.class,
                        WorkspaceCommand.class,
                        AccessCommand.class,
                        TaskCommand.class,
                        EntitlementCommand.class)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()));
    }

    static Stream<Class<?>> every_event() {
        return Stream.of(
                        SubscriptionEvent.class,
                        AgreementEvent.class,
                        ActivationEvent.class,
                        VerificationEvent.class,
                        BillingEvent.class,
                        ConsoleEvent.class,
                        WorkspaceEvent.class,
                        AccessEvent.class,
                        TaskEvent.class,
                        EntitlementEvent.class)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("every_command")
    void every_command_is_a_behaviour_of_the_readme_with_its_test(Class<?> command) throws IOException {
        var test = "[%1$sTest](command-side/src/test/java/io/mooring/%2$s/command/%1$sTest.java)"
                .formatted(command.getSimpleName(), capability(command));

        assertThat(read("README.md").lines().filter(line -> line.contains("| `" + command.getSimpleName() + "` |")))
                .hasSize(1)
                .allMatch(row -> row.contains(test));
    }

    @ParameterizedTest
    @MethodSource("every_event")
    void every_event_is_listed_with_its_revision(Class<?> event) throws IOException {
        var row = "| `%s.%s` | %s |"
                .formatted(
                        capability(event),
                        event.getSimpleName(),
                        event.getAnnotation(Revision.class).value());

        assertThat(read("docs/events.md")).contains(row);
    }

    @Test
    void every_link_of_the_documents_leads_somewhere() throws IOException {
        var broken = new ArrayList<String>();
        try (var documents = Files.walk(ROOT.resolve("docs"))) {
            for (var document : Stream.concat(
                            Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
                            documents.filter(file -> file.toString().endsWith(".md")))
                    .toList()) {
                LINK.matcher(Files.readString(document))
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                        .filter(link -> !Files.exists(document.resolveSibling(link)))
                        .forEach(link -> broken.add(ROOT.relativize(document) + " → " + link));
            }
        }
        assertThat(broken).isEmpty();
    }

    private static String capability(Class<?> message) {
        var side = message.getPackageName();
        var capability = side.substring(0, side.lastIndexOf('.'));
        return capability.substring(capability.lastIndexOf('.') + 1);
    }

    private static String read(String document) throws IOException {
        return Files.readString(ROOT.resolve(document));
    }
}
