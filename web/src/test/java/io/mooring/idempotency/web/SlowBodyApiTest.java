package io.mooring.idempotency.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.web.slice.Buyer;
import io.mooring.web.slice.SampleActivations;
import io.mooring.web.slice.WebSlice;
import io.mooring.workspace.api.BindWorkspace;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SlowBodyApiTest extends WebSlice {

    @Test
    void a_body_that_does_not_come_is_not_waited_for() throws Exception {
        var buyer = landed();
        show(SampleActivations.withBillingAccount(buyer.subscriptionId()));
        var address = URI.create(address());
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("""
                            POST /api/activation/bindings HTTP/1.1\r
                            Host: %s\r
                            Cookie: %s=%s\r
                            Sec-Fetch-Site: same-origin\r
                            Content-Type: application/json\r
                            Content-Length: 28\r
                            Idempotency-Key: "%s"\r
                            \r
                            {""".formatted(address.getAuthority(), Buyer.COOKIE, buyer.token(), UUID.randomUUID())
                            .getBytes(StandardCharsets.US_ASCII));

            var head = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);

            assertThat(head).isEqualTo("HTTP/1.1 503");
        }
        assertThat(commands.sent(BindWorkspace.class)).isEmpty();
    }
}
