package io.mooring.sandbox.aws;

import io.mooring.sandbox.durable.DurableMap;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What customers are entitled to; a product that is paid by usage has none, so nobody has any until a test gives some. */
public final class Entitlements implements AutoCloseable {

    /**
     * One entitlement; exactly one of the values is set.
     *
     * @param expirationDate at least until then it is valid
     */
    public record Entitlement(
            String dimension,
            @Nullable Instant expirationDate,
            @Nullable Integer integerValue,
            @Nullable BigDecimal doubleValue,
            @Nullable Boolean booleanValue,
            @Nullable String stringValue) {}

    /** All entitlements of one customer. */
    public record Entitled(List<Entitlement> entitlements) {}

    private final DurableMap<Entitled> byCustomer;

    private Entitlements(DurableMap<Entitled> byCustomer) {
        this.byCustomer = byCustomer;
    }

    public static Entitlements keptIn(Path file) {
        return new Entitlements(DurableMap.open(file, Entitled.class));
    }

    public void set(String customerIdentifier, Entitled entitled) {
        byCustomer.put(customerIdentifier, entitled);
    }

    List<Entitlement> of(String customerIdentifier) {
        return byCustomer.get(customerIdentifier).map(Entitled::entitlements).orElse(List.of());
    }

    @Override
    public void close() {
        byCustomer.close();
    }
}
