package io.mooring.eventstore.saga;

import io.mooring.eventstore.EventStoreDatabase;
import io.mooring.eventstore.EventTypes;
import io.mooring.eventstore.HarbourEvent;
import io.mooring.eventstore.LogicalNameSerializer;
import io.mooring.eventstore.PersonalFields;
import io.mooring.eventstore.RecordedStatements;
import io.mooring.eventstore.StoredJson;
import io.mooring.eventstore.SubjectKeys;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.AssociationValuesImpl;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A saga store on real tables, and units of work around it. */
final class SagaStoreFixture {

    private final EventStoreDatabase database = new EventStoreDatabase();
    final RecordedStatements dataSource = new RecordedStatements(database.dataSource);
    final JdbcClient jdbc = database.jdbc;
    private final DataSourceTransactionManager spring = new DataSourceTransactionManager(dataSource);
    final BatchSagaStore store = new BatchSagaStore(
            dataSource,
            new LogicalNameSerializer(
                    StoredJson.mapper(),
                    new EventTypes().with("saga.Contract", Contract.class).with("saga.Voyage", Voyage.class),
                    new PersonalFields(
                            new SubjectKeys(dataSource, new SecretKeySpec(new byte[32], "AES")),
                            HarbourEvent.Secret.class,
                            HarbourEvent.Whose.class,
                            "[forgotten]")));

    /** In a unit of work with a transaction, as a batch of events is. */
    void inAUnitOfWork(Runnable task) {
        var work = DefaultUnitOfWork.startAndGet(null);
        work.attachTransaction(new SpringTransactionManager(spring));
        work.execute(task);
    }

    /** In a plain transaction. */
    void inATransaction(Runnable task) {
        new TransactionTemplate(spring).executeWithoutResult(status -> task.run());
    }

    static AssociationValue value(String key, String value) {
        return new AssociationValue(key, value);
    }

    /** Contract {@code c-1} is about order 1. */
    static AssociationValue order(String order) {
        return value("order", order);
    }

    static Set<AssociationValue> orders(String... orders) {
        return Arrays.stream(orders).map(SagaStoreFixture::order).collect(Collectors.toSet());
    }

    /** Associations as a saga holds them that had some and changed them. */
    static AssociationValues changed(
            Set<AssociationValue> had, Set<AssociationValue> added, Set<AssociationValue> gone) {
        var values = new AssociationValuesImpl(had);
        added.forEach(values::add);
        gone.forEach(values::remove);
        return values;
    }

    static AssociationValues unchanged(Set<AssociationValue> had) {
        return new AssociationValuesImpl(had);
    }

    int rows(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    /** The statements of the store that write. */
    long writes() {
        return dataSource.all().stream()
                .filter(sql -> !sql.strip().startsWith("select"))
                .count();
    }
}
