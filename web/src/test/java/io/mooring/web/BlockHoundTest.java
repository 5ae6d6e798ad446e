package io.mooring.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.web.slice.NoBlocking;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Proves that the guard which all tests of this module rely on does bite. */
class BlockHoundTest {

    @BeforeAll
    static void install() {
        NoBlocking.install();
    }

    @Test
    void blocking_a_thread_that_must_not_block_is_an_error() {
        var blocking = Mono.fromCallable(() -> new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS))
                .subscribeOn(Schedulers.parallel());

        assertThatThrownBy(blocking::block).hasRootCauseInstanceOf(BlockingOperationError.class);
    }
}
