package io.mooring.access.web;

import io.mooring.access.api.CredentialView;
import io.mooring.access.api.FindCredential;
import io.mooring.access.api.Realm;
import io.mooring.access.api.SignIn;
import io.mooring.access.api.SignInId;
import io.mooring.access.api.SignInOutcome;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.billing.api.BillingAccountId;
import io.mooring.billing.api.BillingAccountView;
import io.mooring.billing.api.FindBillingAccount;
import io.mooring.console.api.ConsoleAccountId;
import io.mooring.console.api.ConsoleAccountView;
import io.mooring.console.api.FindConsoleAccount;
import io.mooring.privacy.api.LookupKeys;
import io.mooring.web.Fault;
import io.mooring.web.Queries;
import io.mooring.web.Workers;
import io.mooring.web.input.Form;
import io.mooring.web.input.Input;
import jakarta.validation.Valid;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signing in to the Console and the Billing Center, and out again. A name that nobody has takes the same way, and the same time, as a wrong password. */
@RestController
@RequestMapping("/api/{realm:console|billing-center}/session")
final class SignInApi {

    record SignInRequest(
            @Input(Form.TYPED_NAME) String userName,
            @Input(Form.TYPED_PASSWORD) String password) {

        @Override
        public String toString() {
            return "SignInRequest[…]";
        }
    }

    record SignedInUser(String userName) {}

    private final Commands commands;
    private final Queries queries;
    private final LookupKeys keys;
    private final Passwords passwords;
    private final Sessions sessions;
    private final SignOut signOut;
    private final Workers workers;

    SignInApi(
            Commands commands,
            Queries queries,
            LookupKeys keys,
            Passwords passwords,
            Sessions sessions,
            SignOut signOut,
            Workers workers) {
        this.commands = commands;
        this.queries = queries;
        this.keys = keys;
        this.passwords = passwords;
        this.sessions = sessions;
        this.signOut = signOut;
        this.workers = workers;
    }

    @PostMapping
    Mono<ResponseEntity<SignedInUser>> signIn(
            @PathVariable String realm, @Valid @RequestBody SignInRequest request, ServerWebExchange exchange) {
        var where = RealmPath.of(realm);
        return workers.call(() -> queries.find(
                        new FindCredential(where, request.userName().strip()), CredentialView.class))
                .flatMap(credential -> passwords
                        .matches(
                                request.password(),
                                credential.map(CredentialView::passwordHash).orElse(null))
                        .flatMap(matched ->
                                workers.call(() -> decided(where, request.userName(), credential, matched, exchange))));
    }

    private ResponseEntity<SignedInUser> decided(
            Realm realm,
            String userName,
            Optional<CredentialView> credential,
            boolean matched,
            ServerWebExchange exchange) {
        var sessionId = UUID.randomUUID();
        var accountId = credential.map(CredentialView::accountId).orElse(null);
        var attempts = SignInId.of(realm, keys.ofUserName(userName));
        var outcome = commands.ask(
                new SignIn(attempts, realm, accountId, matched),
                SignInOutcome.class,
                Actor.buyer(sessionId.toString()));
        if (outcome != SignInOutcome.SIGNED_IN || accountId == null) {
            throw Fault.SIGN_IN_FAILED.problem();
        }
        var scope = Scope.of(realm);
        SessionCookies.token(scope, exchange.getRequest()).ifPresent(earlier -> sessions.revoke(scope, earlier));
        var token = sessions.open(sessionId, scope, accountId);
        var name = userName(realm, accountId);
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.SET_COOKIE, SessionCookies.of(scope, token).toString())
                .body(new SignedInUser(name == null ? userName.strip() : name));
    }

    @GetMapping
    Mono<SignedInUser> current(AccountSession session) {
        return workers.<String>call(() -> userName(session.realm(), session.accountId()))
                .map(SignedInUser::new)
                .switchIfEmpty(Mono.error(Fault.SESSION_MISSING::problem));
    }

    private @Nullable String userName(Realm realm, String accountId) {
        return switch (realm) {
            case BILLING_CENTER ->
                queries.find(new FindBillingAccount(new BillingAccountId(accountId)), BillingAccountView.class)
                        .map(BillingAccountView::userName)
                        .orElse(null);
            case CONSOLE ->
                queries.find(new FindConsoleAccount(new ConsoleAccountId(accountId)), ConsoleAccountView.class)
                        .map(ConsoleAccountView::userName)
                        .orElse(null);
        };
    }

    @DeleteMapping
    Mono<ResponseEntity<Void>> signOut(@PathVariable String realm, ServerWebExchange exchange) {
        return signOut.of(Scope.of(RealmPath.of(realm)), exchange);
    }
}
