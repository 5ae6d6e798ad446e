package io.mooring.reservation.command;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reservations in one table whose primary key decides. */
@Component
class JdbcReservations implements Reservations {

    private final JdbcClient jdbc;

    JdbcReservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean reserve(Scope scope, String key, String owner) {
        var reserved = jdbc.sql("insert into reservation (scope, key, owner) values (?, ?, ?) on conflict do nothing")
                .params(scope.name(), key, owner)
                .update();
        return reserved == 1 || ownerOf(scope, key).filter(owner::equals).isPresent();
    }

    @Override
    public void handOver(Scope scope, String key, String owner) {
        jdbc.sql("""
                        insert into reservation (scope, key, owner) values (?, ?, ?)
                        on conflict (scope, key) do update set owner = excluded.owner
                        """).params(scope.name(), key, owner).update();
    }

    @Override
    public boolean release(Scope scope, String key, String owner) {
        var released = jdbc.sql("delete from reservation where scope = ? and key = ? and owner = ?")
                .params(scope.name(), key, owner)
                .update();
        return released == 1;
    }

    @Override
    public Optional<String> ownerOf(Scope scope, String key) {
        return jdbc.sql("select owner from reservation where scope = ? and key = ?")
                .params(scope.name(), key)
                .query(String.class)
                .optional();
    }
}
