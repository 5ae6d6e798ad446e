package io.mooring.subscription.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.marketplace.Entitlements.EntitlementsUnavailable;
import io.mooring.testsupport.time.SettableClock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class AwsBreakerTest {

    private final SettableClock clock = new SettableClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AwsBreaker breaker = new AwsBreaker("entitlements", List.of("demo"), clock, meters);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void after_some_questions_without_an_answer_no_more_are_put() {
        fail(AwsBreaker.FEWEST, AwsBreakerTest::unanswered);

        assertThatThrownBy(() -> breaker.ask(asked::incrementAndGet)).isInstanceOf(AwsBreaker.Open.class);

        assertThat(asked).hasValue(0);
        assertThat(paused()).isEqualTo(1);
    }

    @Test
    void after_the_pause_a_few_are_put_and_answers_bring_back_the_rest() {
        fail(AwsBreaker.FEWEST, AwsBreakerTest::unanswered);

        clock.advance(AwsBreaker.PAUSE.plusSeconds(1));
        for (var i = 0; i < 20; i++) {
            breaker.ask(asked::incrementAndGet);
        }

        assertThat(asked).hasValue(20);
        assertThat(paused()).isZero();
    }

    @Test
    void no_answer_after_the_pause_begins_another() {
        fail(AwsBreaker.FEWEST, AwsBreakerTest::unanswered);
        clock.advance(AwsBreaker.PAUSE.plusSeconds(1));

        fail(2, AwsBreakerTest::unanswered);

        assertThatThrownBy(() -> breaker.ask(asked::incrementAndGet)).isInstanceOf(AwsBreaker.Open.class);
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalServerException, true",
        "503, ServiceUnavailable, true",
        "400, ThrottlingException, true",
        "400, ResourceNotFoundException, false",
        "400, InvalidParameterException, false",
        "403, AccessDeniedException, false"
    })
    void only_what_is_no_answer_counts(int status, String code, boolean pauses) {
        fail(50, () -> answered(status, code));

        assertThat(paused()).isEqualTo(pauses ? 1 : 0);
    }

    @Test
    void a_thread_that_is_told_to_stop_says_nothing_of_aws() {
        fail(50, () -> AbortedException.create("stopped"));

        assertThat(paused()).isZero();
    }

    @Test
    void the_entitlements_are_unavailable_at_once_while_aws_is_not_asked() {
        try (var aws = new AwsStub().refuse(500, "InternalServiceErrorException");
                var entitlements = new AwsEntitlements(aws.properties(), breaker)) {
            var purchase = new Purchase("demo", "aws-cn", "abc", "AbCdEf123", null);
            fail(AwsBreaker.FEWEST, AwsBreakerTest::unanswered);

            assertThatThrownBy(() -> entitlements.of(purchase))
                    .isInstanceOf(EntitlementsUnavailable.class)
                    .hasMessageContaining("not asked");
            assertThat(aws.requests).isEmpty();
        }
    }

    private void fail(int times, Supplier<SdkException> failure) {
        for (var i = 0; i < times; i++) {
            try {
                breaker.ask(() -> {
                    throw failure.get();
                });
            } catch (SdkException | AwsBreaker.Open expected) {
                // What is counted
            }
        }
    }

    private double paused() {
        return meters.get("mooring.aws.paused")
                .tag("service", "entitlements")
                .gauge()
                .value();
    }

    private static SdkException unanswered() {
        return SdkClientException.create("no connection");
    }

    private static SdkException answered(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
