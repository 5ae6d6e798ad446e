package io.mooring.access.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A wrong name or password; {@code lockedUntil} is set when it was one too many. */
@Revision("1")
public record SignInFailed(
        SignInId signInId,
        Realm realm,
        int failures,
        @Nullable Instant lockedUntil,
        Instant failedAt) implements AccessEvent {}
