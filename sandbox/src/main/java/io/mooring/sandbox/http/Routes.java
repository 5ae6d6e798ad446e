package io.mooring.sandbox.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which handler answers what, for example {@code GET /subscriptions/{customer}}. */
public final class Routes {

    /** Answers one kind of request, on a virtual thread of its own. */
    @FunctionalInterface
    public interface Handler {
        Response handle(Request request);
    }

    record Match(Handler handler, Map<String, String> path) {}

    private record Route(String method, Pattern path, List<String> names, Handler handler) {}

    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");

    private final List<Route> routes = new ArrayList<>();

    public Routes get(String path, Handler handler) {
        return add("GET", path, handler);
    }

    public Routes post(String path, Handler handler) {
        return add("POST", path, handler);
    }

    public Routes put(String path, Handler handler) {
        return add("PUT", path, handler);
    }

    public Routes delete(String path, Handler handler) {
        return add("DELETE", path, handler);
    }

    private Routes add(String method, String path, Handler handler) {
        var names = PLACE.matcher(path).results().map(place -> place.group(1)).toList();
        var pattern = Pattern.compile(PLACE.matcher(path).replaceAll("([^/]+)"));
        routes.add(new Route(method, pattern, names, handler));
        return this;
    }

    Match find(String method, String path) {
        var known = false;
        for (var route : routes) {
            var matcher = route.path().matcher(path);
            if (!matcher.matches()) {
                continue;
            }
            known = true;
            if (route.method().equals(method)) {
                var values = new LinkedHashMap<String, String>();
                for (var i = 0; i < route.names().size(); i++) {
                    values.put(route.names().get(i), matcher.group(i + 1));
                }
                return new Match(route.handler(), values);
            }
        }
        throw known ? new Refused(405, "Not with " + method) : new Refused(404, "There is nothing at " + path);
    }
}
