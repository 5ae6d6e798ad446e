package io.mooring.sandbox.http;

import java.util.stream.Collector;
import java.util.stream.Collectors;

/** A piece of a page; whatever is put into one is escaped unless it is a piece itself. */
public record Html(String text) {

    public static final Html NOTHING = new Html("");

    /** A piece made from a template in which each {@code {}} stands for the next value. */
    public static Html of(String template, Object... values) {
        var page = new StringBuilder(template.length() + 64);
        var from = 0;
        for (var value : values) {
            var hole = template.indexOf("{}", from);
            if (hole < 0) {
                throw new IllegalArgumentException("More values than places in: " + template);
            }
            page.append(template, from, hole).append(value instanceof Html piece ? piece.text() : escape(value));
            from = hole + 2;
        }
        if (template.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException("More places than values in: " + template);
        }
        return new Html(page.append(template.substring(from)).toString());
    }

    /** Puts pieces one after the other. */
    public static Collector<Html, ?, Html> joined() {
        return Collectors.collectingAndThen(Collectors.mapping(Html::text, Collectors.joining("\n")), Html::new);
    }

    private static String escape(Object value) {
        return value.toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
