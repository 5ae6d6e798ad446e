package io.mooring.subscription.web;

import io.mooring.access.web.CurrentSession;
import io.mooring.access.web.Scope;
import io.mooring.access.web.SessionCookies;
import io.mooring.access.web.SessionToken;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.Listings;
import io.mooring.subscription.api.MarketplaceCustomers.TokenRefused;
import io.mooring.subscription.web.Landing.Way.Again;
import io.mooring.subscription.web.Landing.Way.In;
import io.mooring.web.Brands;
import io.mooring.web.Browser;
import io.mooring.web.Fault;
import io.mooring.web.LandedOn;
import io.mooring.web.Problem;
import io.mooring.web.Workers;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code POST /landing/{listing}}: AWS's form comes in, the wizard's address goes out. The token is never in an address, a cookie or a log. */
@RestController
@RequestMapping("/landing/{listing}")
final class LandingApi implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(LandingApi.class);
    private static final String TOKEN = "x-amzn-marketplace-token";
    private static final int LONGEST = 8 * 1024;
    private static final int RETRY_SECONDS = 60;

    private final Listings listings;
    private final Landing landing;
    private final Brands brands;
    private final CurrentSession current;
    private final Workers workers;

    LandingApi(
            Listings listings, Landing landing, Brands brands, CurrentSession current, LandingProperties properties) {
        this.listings = listings;
        this.landing = landing;
        this.brands = brands;
        this.current = current;
        this.workers = new Workers("landing", properties.concurrent(), properties.waiting());
    }

    @GetMapping
    ResponseEntity<String> howToBegin(@PathVariable String listing, ServerHttpRequest request) {
        return page(
                listings.byId(listing).map(known -> LandingPage.HOW_TO_BEGIN).orElse(LandingPage.UNKNOWN_LISTING),
                listing,
                request);
    }

    /**
     * Where a token leads that was posted before: on to the wizard for the browser that is at its purchase already, or that no answer has reached, and nowhere for
     * any other.
     *
     * @param purchase the mark of the purchase
     */
    @GetMapping("/again")
    Mono<ResponseEntity<String>> again(
            @PathVariable String listing,
            @RequestParam(defaultValue = "") String purchase,
            ServerWebExchange exchange) {
        var request = exchange.getRequest();
        if (listings.byId(listing).isEmpty()) {
            return Mono.just(page(LandingPage.UNKNOWN_LISTING, listing, request));
        }
        return current.evenIfReplaced(Scope.ACTIVATION, exchange)
                .flatMap(session -> Landing.mark(session.subject()).equals(purchase)
                        ? Mono.just(toTheWizard(ResponseEntity.status(HttpStatus.SEE_OTHER)))
                        : goOn(listing, purchase, request)
                                .switchIfEmpty(Mono.just(page(
                                        purchase.isEmpty() ? LandingPage.TOKEN_USED : LandingPage.OTHER_PURCHASE,
                                        listing,
                                        request))))
                .onErrorResume(
                        LandingApi::isWithoutSession,
                        none -> goOn(listing, purchase, request).switchIfEmpty(Mono.error(none)))
                .onErrorResume(refused -> Mono.just(page(pageFor(refused), listing, request)));
    }

    private Mono<ResponseEntity<String>> goOn(String listing, String mark, ServerHttpRequest request) {
        return Mono.justOrEmpty(PassCookie.pass(request))
                .flatMap(pass -> workers.<SessionToken>call(
                        () -> landing.goOn(pass, mark).orElse(null)))
                .map(opened -> toTheWizard(opened, listing));
    }

    private static boolean isWithoutSession(Throwable refused) {
        return refused instanceof Problem problem && problem.fault() == Fault.SESSION_MISSING;
    }

    @PostMapping
    Mono<ResponseEntity<String>> land(@PathVariable String listing, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var refusal = Problem.foundBefore(exchange);
        if (refusal.isPresent()) {
            return Mono.just(page(pageFor(refusal.get()), listing, request));
        }
        return exchange.getFormData()
                .flatMap(form -> arrive(
                        listings.byId(listing),
                        Optional.ofNullable(form.getFirst(TOKEN)).orElse(""),
                        Browser.looks(request)))
                .map(way -> switch (way) {
                    case In in -> toTheWizard(in.session(), listing);
                    case Again again -> again(again, listing);
                })
                .onErrorResume(refused -> Mono.just(page(pageFor(refused), listing, request)));
    }

    private Mono<Landing.Way> arrive(Optional<Listing> listing, String token, String looks) {
        if (listing.isEmpty()) {
            return Mono.error(Fault.NOT_FOUND.problem());
        }
        if (token.isBlank() || token.length() > LONGEST) {
            return Mono.error(new TokenRefused(TokenRefused.Reason.INVALID));
        }
        return workers.call(() -> landing.arrive(listing.get(), token, looks));
    }

    /** Cookies do not come with a form of another site; with what that form leads to, they do. */
    private static ResponseEntity<String> again(Again again, String listing) {
        var response = ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/landing/" + listing + "/again?purchase=" + again.mark()));
        if (again.pass() != null) {
            response.header(HttpHeaders.SET_COOKIE, PassCookie.of(again.pass()).toString());
        }
        return response.build();
    }

    private static ResponseEntity<String> toTheWizard(SessionToken opened, String listing) {
        return toTheWizard(ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.SET_COOKIE, LandedOn.cookie(listing).toString())
                .header(
                        HttpHeaders.SET_COOKIE,
                        SessionCookies.of(Scope.ACTIVATION, opened).toString()));
    }

    private static ResponseEntity<String> toTheWizard(ResponseEntity.BodyBuilder response) {
        return response.location(URI.create("/activation")).build();
    }

    private static LandingPage pageFor(Throwable refused) {
        if (refused instanceof TokenRefused token) {
            return LandingPage.of(token.reason());
        }
        var page = refused instanceof Problem problem ? pageFor(problem.fault()) : LandingPage.FAILED;
        if (page == LandingPage.FAILED) {
            LOG.error("landing failed", refused);
        }
        return page;
    }

    private static LandingPage pageFor(Fault fault) {
        return switch (fault) {
            case SESSION_MISSING -> LandingPage.TOKEN_USED;
            case BUSY -> LandingPage.TOO_BUSY;
            case TOO_MANY_REQUESTS -> LandingPage.TOO_MANY;
            case NOT_FOUND -> LandingPage.UNKNOWN_LISTING;
            case VALIDATION -> LandingPage.TOKEN_INVALID;
            case UNSUPPORTED_MEDIA_TYPE -> LandingPage.NOT_THE_FORM;
            case BODY_TOO_LARGE -> LandingPage.TOO_LARGE;
            default -> LandingPage.FAILED;
        };
    }

    private ResponseEntity<String> page(LandingPage page, String listing, ServerHttpRequest request) {
        var brand = brands.of(listing);
        var product = listings.byId(listing).map(Listing::title).orElse(brand.name());
        var response = ResponseEntity.status(page.status()).contentType(MediaType.valueOf("text/html;charset=UTF-8"));
        if (page.isWorthTryingAgain()) {
            response.header(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_SECONDS));
        }
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(page.html(Browser.readsChinese(request), product, brand.supportEmail()));
    }

    @Override
    public void destroy() {
        workers.close();
    }
}
