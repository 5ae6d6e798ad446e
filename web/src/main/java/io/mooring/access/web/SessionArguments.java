package io.mooring.access.web;

import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Gives controllers the {@link BuyerSession} or {@link AccountSession} that they name as a parameter; without one they are not called. */
@Configuration(proxyBeanMethods = false)
class SessionArguments implements WebFluxConfigurer, HandlerMethodArgumentResolver {

    private final CurrentSession current;

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(BuyerSession.class, AccountSession.class);
    }

    SessionArguments(CurrentSession current) {
        this.current = current;
    }

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == BuyerSession.class
                || parameter.getParameterType() == AccountSession.class;
    }

    @Override
    public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
        if (parameter.getParameterType() == BuyerSession.class) {
            return current.of(Scope.ACTIVATION, exchange).map(Session::buyer);
        }
        var realm = RealmPath.in(
                exchange.getRequest().getPath().pathWithinApplication().value());
        return current.of(Scope.of(realm), exchange).map(session -> session.account(realm));
    }
}
