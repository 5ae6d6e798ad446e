package io.mooring.eventstore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Writes down every statement that is prepared or created on its connections. */
public final class RecordedStatements extends DelegatingDataSource {

    private final List<String> statements = new CopyOnWriteArrayList<>();

    public RecordedStatements(DataSource dataSource) {
        super(dataSource);
    }

    public List<String> all() {
        return List.copyOf(statements);
    }

    public List<String> containing(String part) {
        return statements.stream().filter(sql -> sql.contains(part)).toList();
    }

    public void clear() {
        statements.clear();
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.add((String) arguments[0]);
                    } else if (method.getName().equals("createStatement")) {
                        statements.add("a statement of its own");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }
}
