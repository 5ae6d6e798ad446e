package io.mooring.subscription.saga;

import io.mooring.activation.api.ActivationId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers of which listing an activation is until it is over: a view might not know it yet. */
class BoughtListings {

    private final JdbcClient jdbc;

    BoughtListings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void remember(ActivationId id, String listing) {
        jdbc.sql("insert into bought_listing (activation_id, listing) values (:id, :listing) on conflict do nothing")
                .param("id", id.value())
                .param("listing", listing)
                .update();
    }

    Optional<String> of(ActivationId id) {
        return jdbc.sql("select listing from bought_listing where activation_id = :id")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    void forget(ActivationId id) {
        jdbc.sql("delete from bought_listing where activation_id = :id")
                .param("id", id.value())
                .update();
    }
}
