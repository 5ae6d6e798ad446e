package io.mooring.audit.web;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands; those that read or write are given the streams. */
final class WithStreams implements IFactory {

    private final Streams streams;

    WithStreams(Streams streams) {
        this.streams = streams;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == ExportHistory.class) {
            return type.cast(new ExportHistory(streams));
        }
        if (type == ImportHistory.class) {
            return type.cast(new ImportHistory(streams));
        }
        if (type == ExportFromAxon.class) {
            return type.cast(new ExportFromAxon(streams));
        }
        if (type == ImportToAxon.class) {
            return type.cast(new ImportToAxon(streams));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
