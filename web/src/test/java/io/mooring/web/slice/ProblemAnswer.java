package io.mooring.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Expects an answer to be a certain problem document. */
public final class ProblemAnswer {

    /** The answer again, so that more can be expected of its headers. */
    public static String expect(ResponseSpec answer, int status, String slug) {
        answer.expectStatus().isEqualTo(status);
        answer.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
        var body = answer.expectBody(String.class).returnResult().getResponseBody();
        assertThat(body).contains("\"type\":\"/problems/" + slug + "\"", "\"status\":" + status, "\"traceId\":\"");
        return String.valueOf(body);
    }

    private ProblemAnswer() {}
}
