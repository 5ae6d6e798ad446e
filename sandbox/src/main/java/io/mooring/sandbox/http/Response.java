package io.mooring.sandbox.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is answered. */
public record Response(int status, Map<String, String> headers, String body) {

    /** None: the connection is closed instead. */
    public static final Response LOST = new Response(0, Map.of(), "");

    public static Response json(int status, Object value) {
        return text(status, "application/json", Request.JSON.writeValueAsString(value));
    }

    public static Response html(int status, Html page) {
        return text(status, "text/html; charset=utf-8", page.text());
    }

    public static Response text(int status, String type, String text) {
        return new Response(status, Map.of("Content-Type", type), text);
    }

    /** Leads the browser to another page, with GET. */
    public static Response seeOther(String location) {
        return new Response(303, Map.of("Location", location), "");
    }

    public static Response noContent() {
        return new Response(204, Map.of(), "");
    }

    boolean isLost() {
        return status == LOST.status;
    }

    public Response with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }
}
