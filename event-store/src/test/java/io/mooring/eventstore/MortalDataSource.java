package io.mooring.eventstore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections on which a thread stops for ever when it has come to a certain point a certain number of times. It says so first, so that the process
 * can be killed exactly there. A commit counts only if the transaction has written something of ours.
 */
final class MortalDataSource extends DelegatingDataSource {

    private final @Nullable DeathPoint point;
    private final AtomicInteger passes;
    private final Runnable lastWords;

    MortalDataSource(DataSource target, @Nullable DeathPoint point, int pass, Runnable lastWords) {
        super(target);
        this.point = point;
        this.passes = new AtomicInteger(pass);
        this.lastWords = lastWords;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return new MortalConnection(super.getConnection()).proxy();
    }

    private void reach(String when, String deed) {
        if (point != null && point.name().equals(when + "_" + deed) && passes.decrementAndGet() == 0) {
            lastWords.run();
            stopForEver();
        }
    }

    private static void stopForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            stopForEver();
        }
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private final class MortalConnection {

        private final Connection target;
        private boolean wrote;

        MortalConnection(Connection target) {
            this.target = target;
        }

        Connection proxy() {
            return as(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "commit" -> commit(method);
                case "prepareStatement" ->
                    statement(PreparedStatement.class, call(target, method, arguments), text(arguments));
                case "createStatement" -> statement(Statement.class, call(target, method, arguments), "");
                default -> call(target, method, arguments);
            });
        }

        private @Nullable Object commit(Method method) throws Throwable {
            var ours = wrote;
            wrote = false;
            if (ours) {
                reach("BEFORE", "COMMIT");
            }
            var done = call(target, method, null);
            if (ours) {
                reach("AFTER", "COMMIT");
            }
            return done;
        }

        private <S extends Statement> S statement(Class<S> type, @Nullable Object statement, String prepared) {
            if (statement == null) {
                throw new IllegalStateException("No statement");
            }
            return as(type, (proxy, method, arguments) -> {
                if (!method.getName().startsWith("execute")) {
                    return call(statement, method, arguments);
                }
                var deed = DeathPoint.deed(prepared.isEmpty() ? text(arguments) : prepared);
                deed.ifPresent(doing -> reach("BEFORE", doing));
                var done = call(statement, method, arguments);
                deed.ifPresent(doing -> {
                    wrote = true;
                    reach("AFTER", doing);
                });
                return done;
            });
        }

        private static String text(Object @Nullable [] arguments) {
            return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql ? sql : "";
        }

        private static <T> T as(Class<T> type, java.lang.reflect.InvocationHandler handler) {
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        }
    }
}
