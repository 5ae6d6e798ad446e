package io.mooring.web;

import org.springframework.web.util.HtmlUtils;

/** Small pages that work without JavaScript. */
public final class Html {

    /** A whole page around {@code body}, which is HTML already; the title is escaped here. */
    public static String page(boolean chinese, String title, String body) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="/pages.css">
                </head>
                <body>
                <main>
                %s
                </main>
                </body>
                </html>
                """.formatted(chinese ? "zh-Hans" : "en", escaped(title), body);
    }

    public static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    /** Escapes, then turns {@code **strong**} and {@code `code`} into elements. */
    public static String marked(String text) {
        return escaped(text)
                .replaceAll("\\*\\*(.+?)\\*\\*", "<strong>$1</strong>")
                .replaceAll("`(.+?)`", "<code>$1</code>");
    }

    private Html() {}
}
