package io.mooring.web;

import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page that a problem's {@code type} leads to. */
@RestController
final class ProblemPages {

    @GetMapping(path = "/problems/{slug}", produces = MediaType.TEXT_HTML_VALUE)
    String page(@PathVariable String slug) {
        var section = ProblemTexts.section(slug).orElseThrow(Fault.NOT_FOUND::problem);
        var body = section.stream()
                .map(paragraph -> "<p>" + Html.marked(paragraph) + "</p>")
                .collect(Collectors.joining("\n", "<h1>" + Html.escaped(slug) + "</h1>\n", ""));
        return Html.page(false, slug, body);
    }
}
