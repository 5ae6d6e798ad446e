package io.mooring.sandbox.journey;

import java.net.http.HttpHeaders;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a server answered; {@code body} is a missing node where there was no JSON, {@code text} is what came as it came. */
public record Answer(String request, int status, HttpHeaders headers, JsonNode body, String text) {

    private static final Pattern HEADING = Pattern.compile("<h1>([^<]*)</h1>");

    /** What a page says above everything else, or an empty text. */
    public String heading() {
        var heading = HEADING.matcher(text);
        return heading.find() ? heading.group(1) : "";
    }

    /** The last part of the problem's type, or an empty text. */
    public String problem() {
        var type = body.path("type").asString("");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** This answer, if it has that status. */
    public Answer expecting(int expected) {
        if (status != expected) {
            throw new JourneyFailed(
                    request + " answered " + status + " instead of " + expected + ": " + body.toPrettyString());
        }
        return this;
    }
}
