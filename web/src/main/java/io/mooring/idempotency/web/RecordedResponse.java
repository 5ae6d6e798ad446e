package io.mooring.idempotency.web;

import io.mooring.idempotency.web.Answers.Answer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps a successful answer, or gives the claim back, before the first byte leaves. Cookies are not kept: they are secrets. */
final class RecordedResponse extends ServerHttpResponseDecorator {

    private final Function<Answer, Mono<Void>> keep;
    private final Mono<Void> release;
    private volatile boolean settled;

    RecordedResponse(ServerHttpResponse response, Function<Answer, Mono<Void>> keep, Mono<Void> release) {
        super(response);
        this.keep = keep;
        this.release = release;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return DataBufferUtils.join(Flux.from(body))
                .map(RecordedResponse::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(bytes -> record(bytes)
                        .then(Mono.defer(
                                () -> super.writeWith(Mono.just(bufferFactory().wrap(bytes))))));
    }

    @Override
    public Mono<Void> setComplete() {
        return record(new byte[0]).then(Mono.defer(super::setComplete));
    }

    private Mono<Void> record(byte[] body) {
        if (settled) {
            return Mono.empty();
        }
        settled = true;
        var code = getStatusCode();
        var status = code == null ? 200 : code.value();
        if (status < 200 || status > 299) {
            return release;
        }
        var headers = getHeaders();
        var type = headers.getContentType();
        var answer = new Answer(
                status,
                type == null ? null : type.toString(),
                headers.getFirst(HttpHeaders.LOCATION),
                new String(body, StandardCharsets.UTF_8));
        return keep.apply(answer);
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
