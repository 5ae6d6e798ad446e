package io.mooring.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class WorkersTest {

    final Workers workers = new Workers("test-worker", 1, 1);
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch proceed = new CountDownLatch(1);

    @AfterEach
    void stop() {
        proceed.countDown();
        workers.close();
    }

    private Mono<String> slow() {
        return workers.call(() -> {
            entered.countDown();
            return proceed.await(10, TimeUnit.SECONDS) ? "done" : "late";
        });
    }

    private void occupy() throws InterruptedException {
        slow().subscribe();
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void work_is_done_on_a_named_thread() {
        StepVerifier.create(workers.call(() -> Thread.currentThread().getName()))
                .expectNextMatches(name -> name.startsWith("test-worker-"))
                .verifyComplete();
    }

    @Test
    void work_beyond_threads_and_queue_is_refused_and_says_when_to_come_back() throws Exception {
        occupy();
        slow().subscribe();

        StepVerifier.create(workers.call(() -> "too much"))
                .expectErrorSatisfies(refused -> {
                    assertThat(refused).isInstanceOf(Problem.class);
                    assertThat(((Problem) refused).fault()).isEqualTo(Fault.BUSY);
                    assertThat(((Problem) refused).document("t").retryAfter()).isEqualTo(1);
                })
                .verify();
    }

    @Test
    void work_that_nobody_wants_any_more_is_not_begun() throws Exception {
        occupy();
        var begun = new AtomicBoolean();
        workers.run(() -> begun.set(true)).subscribe().dispose();

        proceed.countDown();
        workers.close();

        assertThat(begun).isFalse();
    }

    @Test
    void work_that_has_begun_is_not_interrupted() throws Exception {
        var interrupted = new AtomicBoolean();
        var waiting = workers.run(() -> {
                    entered.countDown();
                    try {
                        interrupted.set(!proceed.await(10, TimeUnit.SECONDS));
                    } catch (InterruptedException unexpected) {
                        interrupted.set(true);
                    }
                })
                .subscribe();
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        waiting.dispose();
        proceed.countDown();
        workers.close();

        assertThat(interrupted).isFalse();
    }
}
