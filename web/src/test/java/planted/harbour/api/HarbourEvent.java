package planted.harbour.api;

/** A family of events. */
public sealed interface HarbourEvent permits ShipMoored {}
