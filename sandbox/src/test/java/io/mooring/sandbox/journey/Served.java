package io.mooring.sandbox.journey;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Everything that a page loads from its own origin, and what that loads. */
final class Served {

    private static final Pattern LOADED =
            Pattern.compile("(?:src=|href=|from |import\\(|import )[\"']([./][^\"'?#]*)[\"']");

    private Served() {}

    /** The texts by their addresses. */
    static Map<String, String> from(Browser browser, String page) {
        var found = new TreeMap<String, String>();
        var open = new ArrayDeque<String>(List.of(page));
        while (!open.isEmpty()) {
            var address = open.poll();
            if (found.containsKey(address)) {
                continue;
            }
            var answer = browser.get(address);
            if (answer.status() != 200) {
                throw new JourneyFailed(address + " answered " + answer.status());
            }
            found.put(address, answer.text());
            LOADED.matcher(answer.text())
                    .results()
                    .forEach(loaded -> open.add(
                            URI.create(address).resolve(loaded.group(1)).getPath()));
        }
        return found;
    }
}
