package io.mooring.sandbox.journey;

import java.util.Map;
import java.util.UUID;

/** A made-up person of a made-up company, another one each time. */
public record Newcomer(String userName, String mailbox, String password, String company, String workspace) {

    public static Newcomer random() {
        var name = "buyer-" + UUID.randomUUID().toString().substring(0, 8);
        return new Newcomer(name, name + "@pier.example", "anchor chain " + name, "Pier " + name, "Harbour " + name);
    }

    /** The same person with another mailbox. */
    public Newcomer withMailbox(String other) {
        return new Newcomer(userName, other, password, company, workspace);
    }

    /** The same person under another user name. */
    public Newcomer withUserName(String other) {
        return new Newcomer(other, mailbox, password, company, workspace);
    }

    /** What the wizard sends at the press of <i>Activate</i>. */
    public Map<String, Object> registration(String verificationId, String termsVersion) {
        return registration(verificationId, termsVersion, "cn2", "en");
    }

    /** The same with a site and a template language of one's own choice. */
    public Map<String, Object> registration(
            String verificationId, String termsVersion, String site, String templateLanguage) {
        return Map.of(
                "site", site,
                "userName", userName,
                "password", password,
                "email", mailbox,
                "verificationId", verificationId,
                "company", Map.of("name", company, "country", "CN", "contactName", "Ann Chandler"),
                "workspace", Map.of("name", workspace, "templateLanguage", templateLanguage),
                "termsVersion", termsVersion);
    }
}
