package io.mooring.web.engine;

import java.util.List;
import java.util.stream.Collectors;

/** Why the engine does not start: everything that was found, so that one visit to the database is enough. */
final class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Objection> objections;

    StartRefused(List<Objection> objections) {
        super(objections.stream()
                .map(objection -> objection.what() + " " + objection.remedy())
                .collect(Collectors.joining("\n", "Mooring does not start.\n", "")));
        this.objections = List.copyOf(objections);
    }

    String description() {
        return objections.stream().map(Objection::what).collect(Collectors.joining("\n\n"));
    }

    String action() {
        return objections.stream().map(Objection::remedy).distinct().collect(Collectors.joining("\n\n"));
    }
}
