package io.mooring.access.api;

import java.time.Instant;
import org.axonframework.serialization.Revision;

/** Somebody proved who they are; earlier failures are forgiven. */
@Revision("1")
public record SignedIn(SignInId signInId, Realm realm, String accountId, Instant signedInAt) implements AccessEvent {}
