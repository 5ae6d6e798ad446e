package io.mooring.subscription.marketplace;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.agreement.api.AgreementReading;
import io.mooring.agreement.api.AgreementReading.Provision;
import io.mooring.agreement.api.AgreementReading.Status;
import io.mooring.audit.api.Actor;
import io.mooring.audit.api.Commands;
import io.mooring.subscription.api.Feed;
import io.mooring.subscription.api.Listing;
import io.mooring.subscription.api.MarketplaceCustomers.ResolvedCustomer;
import io.mooring.subscription.api.NamesJoined;
import io.mooring.subscription.api.Purchase;
import io.mooring.subscription.api.PurchaseName;
import io.mooring.subscription.api.PurchaseView;
import io.mooring.subscription.api.SubscriptionConfirmed;
import io.mooring.subscription.api.SubscriptionEnded;
import io.mooring.subscription.api.SubscriptionEnding;
import io.mooring.subscription.api.SubscriptionEvent;
import io.mooring.subscription.api.SubscriptionFailed;
import io.mooring.subscription.api.SubscriptionId;
import io.mooring.subscription.api.SubscriptionOpened;
import io.mooring.subscription.api.SubscriptionRule;
import io.mooring.subscription.api.SubscriptionStatus;
import io.mooring.subscription.api.SubscriptionSuperseded;
import io.mooring.subscription.marketplace.Entitlements.Amount;
import io.mooring.subscription.marketplace.Entitlements.Entitlement;
import io.mooring.testsupport.domain.InMemoryDomain;
import io.mooring.testsupport.time.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A listing that is moving, one customer with one licence, real aggregates behind the intake, and an AWS that says of names what it is told to say. */
final class MovingWorld implements Commands, Agreements, Entitlements {

    static final Instant START = AgreementEvents.AT;
    static final String CUSTOMER = Notifications.CUSTOMER;
    static final String LICENCE = AgreementEvents.LICENCE;
    static final Listing LISTING = listing(Feed.MOVING);
    static final Purchase BY_CUSTOMER = KnownNames.byCustomer(LISTING, CUSTOMER);
    static final Purchase BY_LICENCE = KnownNames.byLicence(LISTING, LICENCE);

    private static final InMemoryDomain EMPTY = InMemoryDomain.of(
            List.of(
                    "io.mooring.subscription.command",
                    "io.mooring.agreement.command",
                    "io.mooring.entitlement.command",
                    "io.mooring.task.command"),
            new SettableClock());
    private final InMemoryDomain domain = EMPTY.anew();
    final SettableClock clock = new SettableClock();
    final JdbcClient jdbc;
    final PurchasesInMemory purchases = new PurchasesInMemory();
    final RecordingRequests requests = new RecordingRequests();
    private final TransactionTemplate transactions;
    private final Inbox inbox;
    final KnownNames names;
    private Listing listing;
    private Intake intake;
    PurchaseIdentities identities;
    Predicate<Object> refusing = any -> false;
    Predicate<Object> failing = any -> false;

    boolean entitled;
    boolean found;
    Status status = Status.ACTIVE;

    MovingWorld(JdbcClient jdbc, TransactionTemplate transactions) {
        this(jdbc, transactions, LISTING);
    }

    MovingWorld(JdbcClient jdbc, TransactionTemplate transactions, Listing listing) {
        this.jdbc = jdbc;
        this.clock.set(START.plusSeconds(3_600));
        this.transactions = transactions;
        this.listing = listing;
        this.inbox = new Inbox(jdbc);
        this.names = new KnownNames(new PurchaseNames(jdbc), purchases, inbox);
        this.intake = intake();
        this.identities = identities();
    }

    /** The same engine, started anew with that feed for the listing. */
    void restart(Feed feed) {
        listing = listing(feed);
        intake = intake();
        identities = identities();
    }

    private ConfiguredListings listings() {
        return new ConfiguredListings(new ListingProperties(List.of(new ListingProperties.Entry(
                listing.id(),
                listing.title(),
                listing.productCode(),
                listing.partition(),
                List.of(),
                listing.feed(),
                List.of(AgreementEvents.SELLER),
                AgreementEvents.PRODUCT_ID,
                false))));
    }

    private Intake intake() {
        return new Intake(new Meanings(listings(), names, requests, clock), names, inbox, this, transactions, clock);
    }

    private PurchaseIdentities identities() {
        var listings = listings();
        return new PurchaseIdentities(
                new NameTruth(this, this, purchases, listings),
                new PurchaseNames(jdbc),
                purchases,
                listings,
                waiting(listings),
                requests,
                this,
                transactions,
                clock);
    }

    Reconciliation reconciliation() {
        var readings = new Readings(jdbc);
        return new Reconciliation(
                new Truth(this, this),
                new Discovery(this, listings(), purchases, readings, new SimpleMeterRegistry()),
                listings(),
                names,
                identities,
                purchases,
                new AnswerRecorder(
                        listings(), names, id -> List.of(), any -> false, (kind, id) -> List.of(), readings, this),
                readings,
                this,
                transactions,
                clock,
                duration -> {});
    }

    WaitingMessages waiting() {
        return waiting(listings());
    }

    private WaitingMessages waiting(ConfiguredListings listings) {
        return new WaitingMessages(inbox, new WaitingRows(jdbc), names, listings, requests, this, clock);
    }

    static Listing listing(Feed feed) {
        return new Listing("moving", "Moving", "aws", AgreementEvents.PRODUCT, feed);
    }

    void notify(String action, int at) {
        var fields = Notifications.fields(action);
        fields.put("product-code", AgreementEvents.PRODUCT);
        var envelope = Notifications.envelope(action, Notifications.json(fields));
        envelope.put("TopicArn", "arn:aws:sns:us-east-1:287250355862:topic");
        envelope.put("Timestamp", START.plusSeconds(at).toString());
        intake.handle(Notifications.message(Notifications.json(envelope)));
    }

    void tell(Map<String, Object> event, int at) {
        event.put("time", START.plusSeconds(at).toString());
        intake.handle(AgreementEvents.message(event));
    }

    SubscriptionId land(boolean customer, boolean licence) {
        var purchase = licence ? BY_LICENCE : BY_CUSTOMER;
        return identities.arrive(
                listing,
                new ResolvedCustomer(purchase, AgreementEvents.BUYER, customer && licence ? CUSTOMER : null),
                Actor.buyer("browser"));
    }

    /** Meets all requests for names that were made until now. */
    void readNames() {
        var due = requests.requested.stream()
                .filter(it -> it.startsWith("moving/"))
                .map(it -> it.substring(0, it.lastIndexOf(' ')))
                .distinct()
                .toList();
        requests.requested.clear();
        due.forEach(key -> identities.read(PurchaseName.of(key)));
    }

    List<Object> history() {
        return domain.history();
    }

    <T> List<T> happened(Class<T> kind) {
        return history().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Where each purchase stands that was not superseded. */
    List<SubscriptionStatus> standing() {
        return purchases.known.values().stream()
                .map(PurchaseView::status)
                .filter(Predicate.not(SubscriptionStatus.SUPERSEDED::equals))
                .toList();
    }

    PutAsideMessages putAside() {
        return new PutAsideMessages(new InboxRows(jdbc), new Intakes(Map.of(), intake), this, transactions, clock);
    }

    Map<String, String> outcomes() {
        var outcomes = new LinkedHashMap<String, String>();
        jdbc.sql("SELECT stable_id, outcome FROM inbox ORDER BY stable_id")
                .query((row, number) -> outcomes.put(row.getString(1), row.getString(2)))
                .list();
        return outcomes;
    }

    @Override
    public void send(Object command, Actor actor) {
        requireTakes(command);
        domain.send(command);
        look();
    }

    @Override
    public <R> R ask(Object command, Class<R> answer, Actor actor) {
        requireTakes(command);
        var said = answer.cast(domain.send(command));
        look();
        return said;
    }

    private void requireTakes(Object command) {
        if (refusing.test(command)) {
            throw SubscriptionRule.ONE_LIFE.violatedBy(BY_LICENCE.subscriptionId());
        }
        if (failing.test(command)) {
            throw new IllegalStateException("a mistake");
        }
    }

    /** The query side, without its lag. */
    private void look() {
        purchases.known.clear();
        for (var event : history()) {
            if (event instanceof SubscriptionEvent of) {
                look(of);
            }
        }
    }

    private void look(SubscriptionEvent event) {
        var id = event.subscriptionId();
        var before = purchases.known.get(id);
        if (event instanceof SubscriptionOpened opened) {
            purchases.known.put(id, view(opened.purchase(), SubscriptionStatus.WAITING_FOR_AWS));
        } else if (event instanceof NamesJoined joined
                && before != null
                && before.purchase().customerIdentifier() != null) {
            purchases.known.put(
                    id,
                    view(
                            new Purchase(
                                    LISTING.id(),
                                    LISTING.partition(),
                                    LISTING.productCode(),
                                    joined.customerIdentifier(),
                                    joined.licenseArn()),
                            before.status()));
        } else if (before != null) {
            purchases.known.put(id, view(before.purchase(), status(event, before.status())));
        }
        purchases.accounts.put(BY_CUSTOMER.subscriptionId(), AgreementEvents.BUYER);
    }

    private static SubscriptionStatus status(SubscriptionEvent event, SubscriptionStatus before) {
        return switch (event) {
            case SubscriptionConfirmed confirmed -> SubscriptionStatus.CONFIRMED;
            case SubscriptionFailed failed -> SubscriptionStatus.FAILED;
            case SubscriptionEnding ending -> SubscriptionStatus.ENDING;
            case SubscriptionEnded ended -> SubscriptionStatus.ENDED;
            case SubscriptionSuperseded superseded -> SubscriptionStatus.SUPERSEDED;
            default -> before;
        };
    }

    private static PurchaseView view(Purchase purchase, SubscriptionStatus status) {
        return new PurchaseView(purchase.subscriptionId(), purchase, null, status, START, START, true, null);
    }

    @Override
    public List<Entitlement> of(Purchase purchase) {
        return entitled
                ? List.of(new Entitlement("hosts", new Amount.Whole(5), null, CUSTOMER, AgreementEvents.BUYER, LICENCE))
                : List.of();
    }

    @Override
    public Optional<AgreementReading> byId(String awsAgreementId) {
        return agreement().findFirst();
    }

    @Override
    public Optional<AgreementReading> byLicence(String licenseArn) {
        return agreement().findFirst();
    }

    @Override
    public List<AgreementReading> chain(String initialAwsAgreementId, String awsAgreementId) {
        return Stream.concat(agreement(), followers.stream()).toList();
    }

    @Override
    public List<AgreementReading> ofAccount(String awsAccountId, String productId) {
        return further.isEmpty() ? agreement().toList() : further;
    }

    @Override
    public Changed changed(String productId, @Nullable Instant since, Instant until, @Nullable String page) {
        return new Changed(List.of(), null);
    }

    @Override
    public Agreements ofSeller(Listing listing) {
        return this;
    }

    @Override
    public Optional<Instant> freeTrialEnd(AgreementReading reading) {
        return Optional.empty();
    }

    final List<AgreementReading> further = new ArrayList<>();

    /** Those that go on from the one of the licence. */
    final List<AgreementReading> followers = new ArrayList<>();

    private Stream<AgreementReading> agreement() {
        return found ? Stream.of(reading(AgreementEvents.AGREEMENT, LICENCE, status)) : Stream.empty();
    }

    static AgreementReading reading(String id, @Nullable String licence, Status status) {
        return new AgreementReading(
                id, status, null, AgreementEvents.BUYER, null, licence, Provision.UNTOLD, null, false, START, null);
    }
}
