package io.mooring.sandbox.aws;

import io.mooring.sandbox.durable.DurableMap;
import io.mooring.subscription.api.Feed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who has bought the listings, and what AWS has said or has yet to say about it. A notification that was due when the JVM
 * ended is sent after the next start; one that was sent may be sent again, as AWS does.
 */
public final class Purchases implements AutoCloseable {

    /** That something be said of a customer's purchase. */
    public record Saying(String customer, String action) {}

    private final DurableMap<Purchase> purchases;
    private final Ledger ledger;
    private final SandboxClock clock;
    private final Notifier notifier;
    private final Agenda agenda;

    public Purchases(DurableMap<Purchase> purchases, Topic topic, Ledger ledger, SandboxClock clock) {
        this.purchases = purchases;
        this.ledger = ledger;
        this.clock = clock;
        this.agenda = new Agenda(clock);
        this.notifier = new Notifier(topic, ledger, clock, this::after);
        purchases.values().forEach(this::resume);
    }

    /**
     * A buyer subscribes, for the first time or again: where AWS names customers the same account is always the same one, elsewhere each purchase is new,
     * also one that renews another.
     */
    public synchronized Purchase subscribe(Order order) {
        var renewed = order.renews() == null ? null : renewable(order.renews(), order);
        var listing = renewed == null ? SandboxListing.of(order.listing()) : renewed.product();
        var account = renewed != null
                ? renewed.awsAccountId()
                : order.awsAccountId() == null ? AwsNames.account() : order.awsAccountId();
        var licensed = listing.feed().includes(Feed.EVENTBRIDGE);
        var moving = moving(order, listing, account);
        var customer = customer(listing, account, moving);
        var agreement = licensed ? AwsNames.agreement() : null;
        if (order.throughPartner() && !licensed) {
            throw new IllegalArgumentException("Only what AWS names by a licence is sold by a partner");
        }
        var now = clock.instant();
        var purchase = new Purchase(
                customer,
                account,
                AwsNames.offer(),
                order.announcement(),
                order.copies(),
                order.delay().toMillis(),
                order.paymentFails(),
                Purchase.Status.SUBSCRIBED,
                false,
                false,
                now,
                null,
                listing.id(),
                agreement,
                licensed ? AwsNames.licence(account) : null,
                terms(order, renewed, agreement, now),
                moving);
        purchases.put(customer, purchase);
        ledger.add("Subscribe", customer, order.announcement().name());
        if (renewed != null) {
            change(renewed.customerIdentifier(), it -> it.in(Purchase.Status.RENEWED));
        }
        if (order.announcement() == Announcement.BEFORE) {
            announceLater(purchase);
        }
        return purchase;
    }

    private static Purchase.Terms terms(
            Order order, @Nullable Purchase renewed, @Nullable String agreement, Instant now) {
        return new Purchase.Terms(
                order.freeTrial(),
                now.plus(order.startsIn()),
                renewed == null ? null : renewed.agreementId(),
                renewed == null ? agreement : renewed.terms().initialAgreementId(),
                false,
                now,
                false,
                resale(order, renewed));
    }

    /** A partner's renewal is the same partner's. */
    private static @Nullable Resale resale(Order order, @Nullable Purchase renewed) {
        if (renewed != null) {
            return renewed.terms().resale();
        }
        return order.throughPartner() ? Resale.random() : null;
    }

    private Purchase renewable(String customerIdentifier, Order order) {
        var old = known(customerIdentifier);
        if (!old.isLicensed()) {
            throw new IllegalArgumentException("Only what AWS names by a licence is renewed by another purchase");
        }
        var ofTheSame =
                order.listing() == null || order.listing().equals(old.product().id());
        var byTheSame = order.awsAccountId() == null || order.awsAccountId().equals(old.awsAccountId());
        if (!ofTheSame || !byTheSame) {
            throw new IllegalArgumentException("A renewal is of the same listing, by the same account");
        }
        return old;
    }

    /** The sandbox's name of the purchase: AWS's of the customer, unless that is another purchase's already. */
    private String customer(SandboxListing listing, String account, @Nullable Moving moving) {
        if (moving != null) {
            return purchases.get(moving.customer()).isEmpty() ? moving.customer() : AwsNames.customer();
        }
        return listing.feed() == Feed.SNS ? customerOf(listing, account) : AwsNames.customer();
    }

    private @Nullable Moving moving(Order order, SandboxListing listing, String account) {
        if (listing.feed() != Feed.MOVING) {
            if (order.manner() != null) {
                throw new IllegalArgumentException("Only a purchase of a listing that moves has two names");
            }
            return null;
        }
        var manner = order.manner() == null ? Moving.Manner.USUAL : order.manner();
        return new Moving(customerOf(listing, account), manner);
    }

    private String customerOf(SandboxListing listing, String account) {
        return purchases.values().stream()
                .filter(known ->
                        known.awsAccountId().equals(account) && known.product().equals(listing))
                .map(Purchase::customer)
                .findFirst()
                .orElseGet(AwsNames::customer);
    }

    public Optional<Purchase> find(String customerIdentifier) {
        return purchases.get(customerIdentifier);
    }

    /** Newest first. */
    public List<Purchase> all() {
        return purchases.values().reversed();
    }

    /** Sends success or failure of the purchase now, whatever was planned; of a licence that is to come only the agreement. */
    public synchronized void announce(String customerIdentifier) {
        var purchase = known(customerIdentifier);
        var signedAhead = purchase.isLicensed() && purchase.terms().startsAt().isAfter(clock.instant());
        if (purchase.paymentFails()) {
            notifier.send(Notification.SUBSCRIBE_FAIL, purchase, purchase.copies());
        } else {
            notifier.send(
                    signedAhead ? AgreementEvents.CREATED_ONLY : Notification.SUBSCRIBE_SUCCESS,
                    purchase,
                    purchase.copies());
        }
        var announced = change(
                customerIdentifier,
                it -> it.asAnnounced().with(it.terms().licencePending(signedAhead && !it.paymentFails())));
        licenseLater(announced);
    }

    /** Sends any notification, also one that makes no sense at this moment, as often as wished; copies share an id. */
    public synchronized void say(String customerIdentifier, String action, int copies) {
        say(customerIdentifier, action, copies, null);
    }

    /** The same by one feed only, where one is given: the other one loses it. */
    public synchronized void say(String customerIdentifier, String action, int copies, @Nullable Feed only) {
        var purchase = known(customerIdentifier);
        if (only != null && purchase.moving() == null) {
            throw new IllegalArgumentException("Only a purchase of a listing that moves is told of by two feeds");
        }
        notifier.send(action, purchase, copies, only);
        said(customerIdentifier, action);
    }

    /** Sends it after a while. */
    public synchronized void say(
            String customerIdentifier, String action, int copies, @Nullable Feed only, Duration delay) {
        if (delay.isZero()) {
            say(customerIdentifier, action, copies, only);
        } else {
            known(customerIdentifier);
            after(clock.instant().plus(delay), () -> say(customerIdentifier, action, copies, only));
        }
    }

    /** How AWS names and tells of a purchase of a listing that moves, from now on. */
    public synchronized Purchase speak(String customerIdentifier, Moving.Manner manner) {
        var changed = change(customerIdentifier, it -> it.with(manner));
        ledger.add("Names", customerIdentifier, manner.named() + " " + manner.told());
        return changed;
    }

    /** Sends several statements, each so many times, in an order that the seed decides; they hold in the order in which they are given. */
    public synchronized void shuffle(List<Saying> sayings, int copies, long seed) {
        notifier.sendShuffled(
                sayings.stream()
                        .map(it -> new Notifier.Statement(it.action(), known(it.customer())))
                        .toList(),
                copies,
                seed);
        sayings.forEach(it -> said(it.customer(), it.action()));
    }

    private void said(String customerIdentifier, String action) {
        Purchase.Status.after(action)
                .ifPresentOrElse(
                        status -> change(customerIdentifier, it -> it.saidToBe(status)),
                        () -> ledger.add("Notification", customerIdentifier, "no state behind " + action));
    }

    /** Changes where the purchase stands and tells nobody; what is said from now on does not change it. */
    public synchronized Purchase settle(String customerIdentifier, Purchase.Status truth) {
        var settled = change(customerIdentifier, it -> it.settledAs(truth));
        ledger.add("Truth", customerIdentifier, truth.name());
        return settled;
    }

    /** The buyer unsubscribes: pending now, success after the delay. */
    public synchronized void unsubscribe(String customerIdentifier, Duration untilSuccess) {
        notifier.send(Notification.UNSUBSCRIBE_PENDING, known(customerIdentifier), 1);
        endLater(change(
                customerIdentifier,
                it -> it.in(Purchase.Status.UNSUBSCRIBING)
                        .endingAt(clock.instant().plus(untilSuccess))));
    }

    /** A token of this customer has been resolved. */
    synchronized void landed(String customerIdentifier) {
        var before = known(customerIdentifier);
        if (!before.landed()) {
            change(customerIdentifier, Purchase::asLanded);
            if (before.announcement() == Announcement.AFTER && !before.announced()) {
                announceLater(before);
            }
        }
    }

    @Override
    public void close() {
        agenda.close();
        purchases.close();
    }

    private void resume(Purchase purchase) {
        var due = purchase.announcement() == Announcement.BEFORE
                || (purchase.announcement() == Announcement.AFTER && purchase.landed());
        if (due && !purchase.announced() && purchase.status() == Purchase.Status.SUBSCRIBED) {
            announceLater(purchase);
        }
        licenseLater(purchase);
        endLater(purchase);
    }

    /** Where AWS names customers, not before the start. */
    private void announceLater(Purchase purchase) {
        var planned = clock.instant().plusMillis(purchase.delayMillis());
        var start = purchase.terms().startsAt();
        after(!purchase.isLicensed() && start.isAfter(planned) ? start : planned, () -> {
            var isCurrent = find(purchase.customerIdentifier())
                    .filter(now -> now.offerIdentifier().equals(purchase.offerIdentifier()) && !now.announced())
                    .isPresent();
            if (isCurrent) {
                announce(purchase.customerIdentifier());
            }
        });
    }

    private void licenseLater(Purchase purchase) {
        if (purchase.terms().licencePending()) {
            after(purchase.terms().startsAt(), () -> license(purchase.customerIdentifier()));
        }
    }

    private synchronized void license(String customerIdentifier) {
        var purchase = known(customerIdentifier);
        if (purchase.terms().licencePending() && purchase.status() == Purchase.Status.SUBSCRIBED) {
            // SNS has waited for the start with what it says first
            notifier.send(
                    purchase.moving() == null ? AgreementEvents.LICENSED : Notification.SUBSCRIBE_SUCCESS,
                    purchase,
                    purchase.copies());
        }
        change(customerIdentifier, it -> it.with(it.terms().licencePending(false)));
    }

    private void endLater(Purchase purchase) {
        var end = purchase.endsAt();
        if (end != null) {
            after(end, () -> {
                if (find(purchase.customerIdentifier())
                        .filter(now -> end.equals(now.endsAt()))
                        .isPresent()) {
                    say(purchase.customerIdentifier(), Notification.UNSUBSCRIBE_SUCCESS, 1);
                }
            });
        }
    }

    private void after(Instant when, Runnable task) {
        agenda.at(when, () -> {
            try {
                task.run();
            } catch (RuntimeException failed) {
                ledger.add("Notification", "", "failed: " + failed.getMessage());
            }
        });
    }

    private Purchase change(String customerIdentifier, UnaryOperator<Purchase> change) {
        var before = known(customerIdentifier);
        var after = change.apply(before);
        var changed = after.status() == before.status()
                ? after
                : after.with(after.terms().changed(clock.instant()));
        purchases.put(customerIdentifier, changed);
        return changed;
    }

    private Purchase known(String customerIdentifier) {
        return find(customerIdentifier)
                .orElseThrow(() -> new IllegalArgumentException("AWS knows no customer " + customerIdentifier));
    }
}
