package planted.harbour.command;

import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.jdbc.core.JdbcTemplate;

/** An aggregate that reads tables. */
@Aggregate
public class Ship {

    public int berths(JdbcTemplate tables) {
        return tables.getFetchSize();
    }
}
