package io.mooring.eventstore.model;

/** {@link SharedBound} whose readers remember the horizon, in the database: writing it down makes durable what was drawn up to it. */
final class HorizonKeptInDatabase extends SharedBound {

    @Override
    Reader atEndOfPass(Reader reader) {
        return reader.horizon() > last(reader)
                ? reader.withPosition(new Position.LastNumber(reader.horizon()))
                : reader;
    }

    @Override
    public boolean keepsPositionInDatabase() {
        return true;
    }
}
