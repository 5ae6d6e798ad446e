package io.mooring.access.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A try to sign in, with what the comparison of the password gave; the answer is a {@link SignInOutcome}. */
public record SignIn(
        @TargetAggregateIdentifier SignInId signInId,
        Realm realm,
        @Nullable String accountId,
        boolean passwordMatched) implements AccessCommand {}
