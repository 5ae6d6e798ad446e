package io.mooring.testsupport.access;

import static io.mooring.testsupport.time.SettableClock.NOW;

import io.mooring.access.api.AccessEvent;
import io.mooring.access.api.Realm;
import io.mooring.access.api.SignInFailed;
import io.mooring.access.api.SignInId;
import io.mooring.access.api.SignedIn;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tries to sign in under one name and their history so far. */
public final class SignIns {

    public static final SignInId ID = SignInId.of(Realm.CONSOLE, "name-key");
    public static final String ACCOUNT = "console-1";
    public static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    public static SignInFailed failed(int count) {
        return new SignInFailed(ID, Realm.CONSOLE, count, null, NOW);
    }

    /** So many wrong passwords in a row, all of them now. */
    public static List<AccessEvent> afterFailures(int failures) {
        return IntStream.rangeClosed(1, failures)
                .<AccessEvent>mapToObj(SignIns::failed)
                .toList();
    }

    /** Locked from now on. */
    public static List<AccessEvent> locked() {
        return Stream.concat(
                        afterFailures(4).stream(),
                        Stream.of(new SignInFailed(ID, Realm.CONSOLE, 5, NOW.plus(LOCKED_FOR), NOW)))
                .toList();
    }

    public static SignedIn signedIn() {
        return new SignedIn(ID, Realm.CONSOLE, ACCOUNT, NOW);
    }

    private SignIns() {}
}
