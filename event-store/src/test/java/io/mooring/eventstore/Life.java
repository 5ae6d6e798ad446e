package io.mooring.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** What a process that is going to be killed works with: the database it was told of, through connections that end its life at a certain point. */
record Life(
        int number,
        MortalDataSource dataSource,
        DataSourceTransactionManager transactions,
        LogicalNameSerializer serializer) {

    private static final String NO_POINT = "-";

    /** When a transaction sends the events that it appends. */
    enum Sending {
        AT_ONCE,
        WITH_THE_COMMIT;

        private DataSourceTransactionManager on(DataSource dataSource) {
            return this == AT_ONCE
                    ? new DataSourceTransactionManager(dataSource)
                    : new AppendingTransactions(dataSource);
        }
    }

    /** The arguments of a process that is given such a life. */
    static String[] arguments(
            EventStoreDatabase database, int number, Sending sending, @Nullable DeathPoint point, int pass) {
        return new String[] {
            ((PGSimpleDataSource) database.dataSource).getURL(),
            Integer.toString(number),
            point == null ? NO_POINT : point.name(),
            Integer.toString(pass),
            sending.name()
        };
    }

    static Life from(String[] arguments) {
        var database = new PGSimpleDataSource();
        database.setURL(arguments[0]);
        database.setUser("postgres");
        database.setApplicationName(application(Integer.parseInt(arguments[1])));
        var pool = new HikariConfig();
        pool.setDataSource(database);
        pool.setMaximumPoolSize(8);
        pool.setMinimumIdle(1);
        var dataSource = new MortalDataSource(
                new HikariDataSource(pool),
                arguments[2].equals(NO_POINT) ? null : DeathPoint.valueOf(arguments[2]),
                Integer.parseInt(arguments[3]),
                MortalProcess::reportDying);
        return new Life(
                Integer.parseInt(arguments[1]),
                dataSource,
                Sending.valueOf(arguments[4]).on(dataSource),
                serializer(dataSource));
    }

    /** What the database calls the connections of a life. */
    static String application(int number) {
        return "life-" + number;
    }

    String name() {
        return application(number);
    }

    PostgresEventStorageEngine engine() {
        return PostgresEventStorageEngine.on(dataSource, serializer, "correlationId", "causationId");
    }

    static LogicalNameSerializer serializer(DataSource dataSource) {
        return new LogicalNameSerializer(
                StoredJson.mapper(),
                new EventTypes()
                        .withFamily("harbour", HarbourEvent.class)
                        .withFamily("voyage", VoyageEvent.class)
                        .with("saga.Voyage", VoyageSaga.class)
                        .with("axon.Position", GlobalSequenceTrackingToken.class)
                        .with("axon.TokenStore", ConfigToken.class)
                        .with(MetaData.class.getName(), MetaData.class),
                new PersonalFields(
                        new SubjectKeys(dataSource, EventStoreDatabase.master(1)),
                        HarbourEvent.Secret.class,
                        HarbourEvent.Whose.class,
                        EventStoreDatabase.FORGOTTEN));
    }
}
