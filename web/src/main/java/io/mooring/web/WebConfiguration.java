package io.mooring.web;

import io.mooring.web.input.KnownSite;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** The pool for everything blocking and the size of what is read into memory. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebFluxConfigurer {

    @Bean(destroyMethod = "close")
    Workers workers(WorkerProperties properties) {
        return new Workers("worker", properties.threads(), properties.queue());
    }

    @Bean
    KnownSite.Sites sites(Installation installation) {
        return installation::hasSite;
    }

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
        codecs.defaultCodecs().maxInMemorySize(RequestGate.BODY_LIMIT);
    }
}
