package io.mooring.web.slice;

import io.mooring.activation.api.ActivationView;
import io.mooring.activation.api.FindCurrentActivation;
import io.mooring.eventstore.processing.PostgresNotifications;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.privacy.api.ServerKey;
import io.mooring.testsupport.postgres.TestPostgres;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Starts the slice once for all tests; each begins with doubles that know nothing. BlockHound fails every request that blocks a Netty thread. */
@SpringBootTest(
        classes = WebSlice.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=",
            "mooring.listings[0].id=metrics",
            "mooring.listings[0].brand.name=Acme Metrics",
            "mooring.listings[0].brand.support-email=help@acme.example",
            "mooring.listings[0].brand.logo-url=https://img.acme.example/logo.svg",
            "mooring.listings[0].brand.terms.version=metrics-1",
            "mooring.listings[0].brand.terms.url=https://acme.example/terms",
            "mooring.streams.heartbeat=200ms",
            "mooring.idempotency.read-within=2s",
            "mooring.rate-limits.landing-per-client=1000000",
            "mooring.rate-limits.sign-in-per-client=1000000",
            "mooring.rate-limits.verification-per-client=1000000",
            "mooring.rate-limits.verification-per-session=1000000",
            "mooring.rate-limits.requests-per-client=1000000"
        })
public abstract class WebSlice {

    static {
        NoBlocking.install();
    }

    @LocalServerPort
    int port;

    @Autowired
    protected RecordingCommands commands;

    @Autowired
    protected StubQueries queries;

    @Autowired
    protected StubMarketplace marketplace;

    @Autowired
    protected StubProofs proofs;

    @Autowired
    protected SettableClock clock;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected LookupKeys lookupKeys;

    @BeforeEach
    void begin() {
        commands.reset();
        queries.reset();
        marketplace.reset();
        proofs.reset();
        clock.reset();
    }

    protected WebTestClient http() {
        return WebTestClient.bindToServer()
                .baseUrl(address())
                .filter((request, exchange) -> exchange.exchange(request).flatMap(WebSlice::read))
                .build();
    }

    /** Reads each answer to its end, also where a test looks at its head only: what nobody reads, nobody releases. */
    private static Mono<ClientResponse> read(ClientResponse answer) {
        var type = answer.headers().contentType();
        if (type.filter(MediaType.TEXT_EVENT_STREAM::isCompatibleWith).isPresent()) {
            return Mono.just(answer);
        }
        return answer.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .map(body -> answer.mutate()
                        .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)))
                        .build());
    }

    protected String address() {
        return "http://localhost:" + port;
    }

    /** A buyer who has just landed; no projection knows the activation yet. */
    protected Buyer landed() {
        return Buyer.landed(http(), "customer-" + UUID.randomUUID());
    }

    /** A buyer whose activation is open and has nothing yet. */
    protected Buyer buyer() {
        var buyer = landed();
        show(SampleActivations.open(buyer.subscriptionId()));
        return buyer;
    }

    protected void show(ActivationView view) {
        queries.answer(new FindCurrentActivation(view.subscription().subscriptionId()), view);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ConfigurationPropertiesScan({
        "io.mooring.web",
        "io.mooring.access.web",
        "io.mooring.activation.web",
        "io.mooring.idempotency.web",
        "io.mooring.subscription.web"
    })
    @ComponentScan(
            basePackages = "io.mooring",
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = {
                                "^(?!io\\.mooring\\.(web|[a-z]+\\.web)\\.).*",
                                "io\\.mooring\\.web\\.(engine|slice)\\..*",
                                "io\\.mooring\\.web\\.Mooring",
                                ".*(Test|IT)(\\$.*)?"
                            }))
    static class Application {

        @Bean
        PostgresNotifications notifications(DataSource dataSource) {
            return new PostgresNotifications(dataSource::getConnection);
        }

        /** As the engine does: when everybody has said what they want to hear. */
        @Bean
        ApplicationListener<ContextRefreshedEvent> listening(PostgresNotifications notifications) {
            return refreshed -> notifications.start();
        }

        @Bean
        DataSource dataSource() {
            return TestPostgres.freshDatabase();
        }

        @Bean
        SettableClock clock() {
            return new SettableClock();
        }

        @Bean
        RecordingCommands commands() {
            return new RecordingCommands();
        }

        @Bean
        StubQueries queryGateway() {
            return new StubQueries();
        }

        @Bean
        StubProofs proofs() {
            return new StubProofs();
        }

        @Bean
        SilentMarketplace silentMarketplace() {
            return new SilentMarketplace();
        }

        @Bean
        StubMarketplace marketplace() {
            return new StubMarketplace();
        }

        @Bean
        ServerKey masterKey() {
            return ServerKey.master("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        }

        @Bean
        LookupKeys lookupKeys(ServerKey masterKey) {
            return new LookupKeys(masterKey);
        }
    }
}
