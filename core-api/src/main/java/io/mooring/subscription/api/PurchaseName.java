package io.mooring.subscription.api;

/**
 * One of AWS's names for a purchase at a listing that has two.
 *
 * @param listing id of the configured listing
 * @param name the customer identifier, or the licence as AWS wrote it
 */
public record PurchaseName(String listing, Kind kind, String name) {

    /** What it is a name of. */
    public enum Kind {
        CUSTOMER,
        LICENCE
    }

    public static PurchaseName customer(String listing, String customerIdentifier) {
        return new PurchaseName(listing, Kind.CUSTOMER, customerIdentifier);
    }

    public static PurchaseName licence(String listing, String licenseArn) {
        return new PurchaseName(listing, Kind.LICENCE, licenseArn);
    }

    /** One text for it; {@link #of} reads it back. */
    public String key() {
        return listing + "/" + kind + "/" + name;
    }

    /** From a {@link #key()}. */
    public static PurchaseName of(String key) {
        var parts = key.split("/", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("Not the key of a name");
        }
        return new PurchaseName(parts[0], Kind.valueOf(parts[1]), parts[2]);
    }
}
