package io.mooring.audit.web;

import io.mooring.eventstore.transfer.MalformedHistory;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;

/** Says in one line why something was not done. */
final class Failure {

    private Failure() {}

    static String message(Throwable failed) {
        return switch (failed) {
            case MalformedHistory malformed -> malformed.getMessage() + detail(malformed);
            case NoSuchFileException missing -> "there is no file " + missing.getMessage();
            default -> firstLine(ofTheDatabase(failed));
        };
    }

    private static String detail(MalformedHistory malformed) {
        for (var suppressed : malformed.getSuppressed()) {
            if (suppressed instanceof SQLException refused) {
                return ": " + firstLine(refused);
            }
        }
        return "";
    }

    private static Throwable ofTheDatabase(Throwable failed) {
        for (var cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return cause;
            }
        }
        return failed;
    }

    /** What PostgreSQL says further may quote values. */
    private static String firstLine(Throwable failed) {
        var message = failed.getMessage();
        return message == null
                ? failed.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
