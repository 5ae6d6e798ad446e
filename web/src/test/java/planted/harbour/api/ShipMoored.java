package planted.harbour.api;

import org.springframework.core.io.Resource;

/** A message that knows Spring and has no revision. */
public record ShipMoored(Resource manifest) implements HarbourEvent {}
