package io.mooring.eventstore;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A family of events that knows nothing of Mooring's own. */
public sealed interface HarbourEvent {

    /** What is sealed. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface Secret {}

    /** Whose it is. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface Whose {}

    record Crew(String ship, @Secret String captain) {}

    @Revision("3")
    record ShipMoored(String berth, int length, Instant mooredAt) implements HarbourEvent {}

    @Revision("1")
    record CaptainSigned(
            @Whose String captainId,
            @Secret String name,
            @Secret @Nullable String nickname,
            Crew crew) implements HarbourEvent {}
}
