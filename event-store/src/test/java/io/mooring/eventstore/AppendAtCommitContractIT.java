package io.mooring.eventstore;

/** The same where events are sent with the commit. */
class AppendAtCommitContractIT extends AppendContractIT {

    @Override
    StoredHarbour harbour() {
        return new StoredHarbour(new EventStoreDatabase(AppendingTransactions::new));
    }
}
