package io.mooring.sandbox.journey;

import java.util.Map;
import java.util.UUID;

/** A made-up person of a made-up company, another one each time. */
public record Newcomer(String userName, String mailbox, String password, String company, String workspace) {

    public static Newcomer random() {
        var name = "buyer-" + UUID.randomUUID().toString().substring(0, 8);
        return new Newcomer(name, name + "@pier.example", "anchor chain " + name, "Pier " + name, "Harbour " + name);
    }

    Map<String, Object> registration(String verificationId, String termsVersion) {
        return Map.of(
                "site", "cn2",
                "userName", userName,
                "password", password,
                "email", mailbox,
                "verificationId", verificationId,
                "company", Map.of("name", company, "country", "CN", "contactName", "Ann Chandler"),
                "workspace", Map.of("name", workspace, "templateLanguage", "en"),
                "termsVersion", termsVersion);
    }
}
