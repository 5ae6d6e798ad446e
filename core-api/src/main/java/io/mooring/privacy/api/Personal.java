package io.mooring.privacy.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text of an event that is stored only sealed, under the key of the event's {@link DataSubject}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Personal {

    /** What a reader finds once the person has been forgotten. */
    String FORGOTTEN = "[forgotten]";
}
