package io.mooring.sandbox;

import io.mooring.sandbox.seed.SampleAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person reads when the sandbox is ready: where to begin, what to open, whose passwords to use. */
final class Banner {

    static String ofProduct(RunningSandbox sandbox, Path log, Duration took) {
        return """

                Mooring is ready (%s s). Stop it with Ctrl-C.
                Data: %s    Log: %s

                  1. Open the marketplace    %s
                     and press "Continue Subscription", then "Set Up Your Account".
                  2. Activate. Codes arrive in the mailbox    %s/mailbox
                  3. Sign in                 %s/console
                                             %s/billing-center

                To try the paths with an account that exists already:
                %s
                """.formatted(
                        String.format(Locale.ROOT, "%.1f", took.toMillis() / 1000.0),
                        sandbox.folder().resolve(""),
                        log,
                        sandbox.storefront(),
                        sandbox.storefront(),
                        sandbox.engine(),
                        sandbox.engine(),
                        accounts());
    }

    static String ofSurroundings(RunningSandbox sandbox) {
        return """

                Everything around the engine is ready. Stop it with Ctrl-C.

                  marketplace and mailbox    %s
                  simulated AWS              %s
                  queue                      %s

                Settings for the engine:
                %s
                """.formatted(
                        sandbox.storefront(),
                        sandbox.aws(),
                        sandbox.queue().url(),
                        sandbox.engineSettings().entrySet().stream()
                                .map(setting -> "  --" + setting.getKey() + "=" + setting.getValue())
                                .collect(Collectors.joining("\n")));
    }

    private static String accounts() {
        return Stream.of(SampleAccount.values())
                .map(account -> "     %-15s %-20s password %-20s mailbox %s"
                        .formatted(
                                account == SampleAccount.BILLING ? "Billing Center" : "Console",
                                account.userName(),
                                account.password(),
                                account.mailbox()))
                .collect(Collectors.joining("\n"));
    }

    private Banner() {}
}
