package io.mooring.activation.command;

import io.mooring.activation.api.ActivationId;
import io.mooring.activation.api.ActivationRule;
import io.mooring.activation.api.OpenActivations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A row an activation: those inside share its lock, whoever closes it waits for them. */
@Component
class JdbcOpenActivations implements OpenActivations {

    private final JdbcClient jdbc;

    JdbcOpenActivations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void enter(ActivationId activationId) {
        var open = jdbc.sql("select open from open_activation where activation_id = ? for share")
                .param(activationId.value())
                .query(Boolean.class)
                .optional();
        if (!open.orElse(false)) {
            throw ActivationRule.OPEN.violatedBy(activationId);
        }
    }

    @Override
    public void open(ActivationId activationId) {
        set(activationId, true);
    }

    @Override
    public void close(ActivationId activationId) {
        set(activationId, false);
    }

    private void set(ActivationId activationId, boolean open) {
        jdbc.sql("""
                        insert into open_activation (activation_id, open) values (?, ?)
                        on conflict (activation_id) do update set open = excluded.open
                        """).params(activationId.value(), open).update();
    }
}
