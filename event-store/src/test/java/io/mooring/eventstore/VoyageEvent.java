package io.mooring.eventstore;

/** What happens to a voyage, from the first to the last. */
sealed interface VoyageEvent {

    String voyage();

    record Sailed(String voyage) implements VoyageEvent {}

    record Reported(String voyage) implements VoyageEvent {}

    /** How many events its saga had heard by then. */
    record Closed(String voyage, int heard) implements VoyageEvent {}
}
