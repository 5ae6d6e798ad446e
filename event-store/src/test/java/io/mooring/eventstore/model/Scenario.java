package io.mooring.eventstore.model;

import java.util.List;

/**
 * What is tried in every order.
 *
 * @param page rows that a reader asks for at once
 * @param crash whether the server may crash, once
 * @param ticks how often a time-out's worth of time may pass
 */
record Scenario(String name, List<Session> writers, int readers, int page, boolean crash, int ticks) {

    static final int NO_LIMIT = 100;

    static Scenario of(String name, int readers, Session... writers) {
        return new Scenario(name, List.of(writers), readers, NO_LIMIT, false, 0);
    }

    Scenario inPagesOf(int rows) {
        return new Scenario(name + ", in pages", writers, readers, rows, crash, ticks);
    }

    Scenario withCrash() {
        return new Scenario(name + ", with a crash", writers, readers, page, true, ticks);
    }

    Scenario withTime(int passing) {
        return new Scenario(name + ", while time passes", writers, readers, page, crash, passing);
    }

    /** @param clockBehind by how much its clock is behind the reader's, in time-outs */
    record Session(int clockBehind, List<Transaction> transactions) {

        static Session doing(Transaction... transactions) {
            return new Session(0, List.of(transactions));
        }

        Session withClockBehind(int timeouts) {
            return new Session(timeouts, transactions);
        }
    }

    record Transaction(boolean commits, List<Action> actions) {

        static Transaction committing(Action... actions) {
            return new Transaction(true, List.of(actions));
        }

        static Transaction rollingBack(Action... actions) {
            return new Transaction(false, List.of(actions));
        }
    }

    sealed interface Action {

        Action SAVEPOINT = new Plain(WriterStep.SET_SAVEPOINT);
        Action BACK_TO_SAVEPOINT = new Plain(WriterStep.ROLL_BACK_TO_SAVEPOINT);
        Action WRITE_ELSEWHERE = new Plain(WriterStep.WRITE_ELSEWHERE);

        static Action append(char aggregate, int events) {
            return new Append(aggregate - 'A', events);
        }
    }

    record Append(int aggregate, int events) implements Action {}

    record Plain(WriterStep step) implements Action {}

    @Override
    public String toString() {
        return name;
    }
}
