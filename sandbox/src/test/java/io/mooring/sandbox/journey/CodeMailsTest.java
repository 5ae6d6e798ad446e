package io.mooring.sandbox.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CodeMailsTest {

    private static final Map<String, Object> FIRST = mail("a", "Your code is: 1111 2222\n\nEnter it.");
    private static final Map<String, Object> SECOND = mail("b", "您的验证码是：33334444\n");
    private static final Map<String, Object> ACTIVATED =
            mail("c", "AWS settles the fees of:\n\n- Harbour buyer-12345678\n");

    @Test
    void the_newest_code_counts_in_every_language() {
        assertThat(CodeMails.newest(mails(SECOND, FIRST), 0)).hasValue("33334444");
        assertThat(CodeMails.newest(mails(FIRST), 0)).hasValue("11112222");
    }

    @Test
    void a_mail_without_a_code_is_passed_over_whatever_digits_it_has() {
        assertThat(CodeMails.newest(mails(ACTIVATED, FIRST), 0)).hasValue("11112222");
        assertThat(CodeMails.newest(mails(ACTIVATED, FIRST), 1)).isEmpty();
    }

    @Test
    void a_known_mail_that_is_sent_again_has_no_new_code() {
        assertThat(CodeMails.newest(mails(FIRST, FIRST), 1)).isEmpty();
        assertThat(CodeMails.newest(mails(FIRST, SECOND, FIRST), 1)).hasValue("33334444");
    }

    private static Map<String, Object> mail(String id, String text) {
        return Map.of("text", text, "headers", List.of("Message-ID: <" + id + "@quay.example>"));
    }

    private static JsonNode mails(Object... newestFirst) {
        return JsonMapper.builder().build().valueToTree(newestFirst);
    }
}
