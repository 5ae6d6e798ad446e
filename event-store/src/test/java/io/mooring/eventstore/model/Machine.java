package io.mooring.eventstore.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All that can happen next. */
final class Machine {

    /** How far a {@code nextval} logs ahead; PostgreSQL's 32 would show no more. */
    private static final int LOGGED_AHEAD = 2;

    private final Protocol protocol;
    private final Scenario scenario;
    private final List<Program> programs;

    record Move(String what, State after) {}

    Machine(Protocol protocol, Scenario scenario) {
        this.protocol = protocol;
        this.scenario = scenario;
        this.programs = scenario.writers().stream()
                .map(session -> Program.of(session, protocol))
                .toList();
    }

    State start() {
        var writers = programs.stream().map(program -> Writer.NEW).toList();
        var readers = Stream.generate(this::newReader).limit(scenario.readers()).toList();
        return new State(0, 0, 0, List.of(), writers, readers, 1, 0, false);
    }

    Reader newReader() {
        return Reader.from(protocol.start());
    }

    boolean allIsWritten(State state) {
        for (var writer = 0; writer < programs.size(); writer++) {
            if (!programs.get(writer).isAtEnd(state.writers().get(writer))) {
                return false;
            }
        }
        return true;
    }

    List<Move> moves(State state) {
        var moves = new ArrayList<Move>();
        for (var writer = 0; writer < programs.size(); writer++) {
            if (!programs.get(writer).isAtEnd(state.writers().get(writer))) {
                write(state, writer, moves);
            }
        }
        for (var reader = 0; reader < state.readers().size(); reader++) {
            read(state, reader, moves);
        }
        if (scenario.crash() && !state.crashed()) {
            moves.add(new Move("the server crashes", crash(state)));
        }
        if (state.clock() < scenario.ticks()) {
            moves.add(new Move("time passes", state.later()));
        }
        return moves;
    }

    private void write(State state, int index, List<Move> moves) {
        var writer = state.writers().get(index);
        var program = programs.get(index);
        var instruction = program.next(writer);
        var aggregate = instruction.aggregate();
        var step = instruction.step();
        var changed = switch (step) {
            case WRITE_ELSEWHERE -> writer.withTransaction(transactionOf(writer, state));
            case LOAD -> writer.withSequence(nextPlace(state, writer, aggregate));
            case READ_LAST_VALUE -> writer.withLastValue(state.lastValue());
            case PEEK_AT_LAST_VALUE -> writer.withLastValue(state.shown());
            case LOCK_SHARED -> writer.withLock(writer.lastValue());
            case LOCK_EXCLUSIVE -> writer.withLock(0);
            case LOG_AHEAD, ROLL_BACK_TO_SAVEPOINT, SET_SAVEPOINT -> savepoint(step, writer);
            case DRAW -> writer.withDrawn(drawn(state, writer));
            case INSERT ->
                writer.withRow(new Row(
                        writer.number(),
                        aggregate,
                        writer.sequence(),
                        transactionOf(writer, state),
                        state.clock() - program.clockBehind()));
            case BECOME_VISIBLE, ROLL_BACK -> writer.ended();
            case RELEASE_LOCKS -> writer.withLocks(List.of());
        };
        if (waits(state, index, step, aggregate)) {
            if (step == WriterStep.INSERT) {
                moves.add(new Move("a time-out ends writer " + (index + 1), cutOff(state, index)));
            }
            return;
        }
        if (step == WriterStep.INSERT && isTaken(state.committed(), aggregate, writer.sequence())) {
            moves.add(new Move("writer " + (index + 1) + " collides", cutOff(state, index)));
            return;
        }
        var done = changed.at() == instruction.end() ? changed.idle(instruction.end(), changed.cached()) : changed;
        moves.add(new Move(step.by(index), database(state, writer, step).with(index, done)));
    }

    /** What the step changes beside the session. */
    private State database(State state, Writer writer, WriterStep step) {
        return switch (step) {
            case LOG_AHEAD -> state.withShown(state.lastValue() + 1 + LOGGED_AHEAD);
            case DRAW -> writer.cached().isEmpty() ? state.withDrawn(state.lastValue() + protocol.cache()) : state;
            case BECOME_VISIBLE -> state.withCommitted(writer.rows());
            case INSERT, WRITE_ELSEWHERE ->
                writer.transaction() == 0 ? state.withNextTransaction(state.nextTransaction() + 1) : state;
            default -> state;
        };
    }

    private static Writer savepoint(WriterStep step, Writer writer) {
        return switch (step) {
            case SET_SAVEPOINT -> writer.withSavepoint();
            case ROLL_BACK_TO_SAVEPOINT -> writer.backToSavepoint();
            default -> writer.next();
        };
    }

    private boolean waits(State state, int index, WriterStep step, int aggregate) {
        var place = state.writers().get(index).sequence();
        return switch (step) {
            case READ_LAST_VALUE, LOG_AHEAD -> state.isLoggingAhead();
            case LOCK_EXCLUSIVE ->
                others(state, index).anyMatch(other -> !other.locks().isEmpty());
            case INSERT -> others(state, index).anyMatch(other -> other.wrote(aggregate, place));
            default -> false;
        };
    }

    private static Stream<Writer> others(State state, int index) {
        return IntStream.range(0, state.writers().size())
                .filter(other -> other != index)
                .mapToObj(state.writers()::get);
    }

    private static int transactionOf(Writer writer, State state) {
        return writer.transaction() == 0 ? state.nextTransaction() : writer.transaction();
    }

    private List<Integer> drawn(State state, Writer writer) {
        return writer.cached().isEmpty() ? Writer.numbers(state.lastValue(), protocol.cache()) : writer.cached();
    }

    private static int nextPlace(State state, Writer writer, int aggregate) {
        return (int) Stream.concat(state.committed().stream(), writer.rows().stream())
                .filter(row -> row.aggregate() == aggregate)
                .count();
    }

    private static boolean isTaken(List<Row> rows, int aggregate, int place) {
        return rows.stream().anyMatch(row -> row.aggregate() == aggregate && row.sequence() == place);
    }

    private State cutOff(State state, int index) {
        var writer = state.writers().get(index);
        return state.with(index, writer.idle(programs.get(index).next(writer).end(), writer.cached()));
    }

    /** Transactions in flight are gone, numbers that no commit followed are forgotten; what readers remember lives elsewhere. */
    private State crash(State state) {
        var writers = new ArrayList<Writer>();
        for (var index = 0; index < programs.size(); index++) {
            var writer = state.writers().get(index);
            var program = programs.get(index);
            var inFlight = !program.isAtEnd(writer) && program.next(writer).begin() != writer.at();
            writers.add(writer.idle(inFlight ? program.next(writer).end() : writer.at(), List.of()));
        }
        return state.afterCrash(
                List.copyOf(writers), state.readers().stream().map(Reader::anew).toList());
    }

    private void read(State state, int index, List<Move> moves) {
        var reader = state.readers().get(index);
        var step = protocol.pass().get(reader.at());
        if (step == ReaderStep.READ_LAST_VALUE && state.isLoggingAhead()) {
            return;
        }
        var changed = ask(state, reader, step);
        if (changed.at() < protocol.pass().size()) {
            moves.add(new Move(step.by(index), state.with(index, changed)));
            return;
        }
        var delivered = deliver(state, changed);
        var database = protocol.keepsPositionInDatabase() ? state.withCommitted(List.of()) : state;
        moves.add(new Move(step.by(index) + " and delivers", database.with(index, delivered)));
    }

    private static Reader ask(State state, Reader reader, ReaderStep step) {
        return switch (step) {
            case READ_LAST_VALUE -> reader.withLastValue(state.lastValue());
            case PEEK_AT_LAST_VALUE -> reader.withLastValue(state.shown());
            case READ_BOUNDS -> reader.withBound(state.smallestLock());
            case TAKE_SNAPSHOT -> reader.withSnapshot(state.committed().size(), state.oldestTransaction());
        };
    }

    private Reader deliver(State state, Reader reader) {
        var visible = state.committed().subList(0, reader.snapshot());
        return protocol.deliver(reader, visible, scenario.page(), state.clock());
    }

    /** Reads on, undisturbed, until a whole pass brings nothing more. */
    Reader readOn(State state, Reader from) {
        var reader = from;
        while (true) {
            var before = reader;
            do {
                var asked = ask(state, reader, protocol.pass().get(reader.at()));
                reader = asked.at() < protocol.pass().size() ? asked : deliver(state, asked);
            } while (reader.at() != 0);
            if (before.at() == 0 && before.equals(reader)) {
                return reader;
            }
        }
    }
}
