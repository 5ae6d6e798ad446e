package io.mooring.web.engine;

import io.mooring.privacy.api.LookupKeys;
import io.mooring.privacy.api.ServerKey;
import io.mooring.verification.api.VerificationCodes;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Time, and the secrets that are derived from the installation's master key. */
@Configuration(proxyBeanMethods = false)
class Keys {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** {@code mooring.master-key}: 32 random bytes in Base64, the same on every node, kept apart from the database's backups. */
    @Bean
    ServerKey masterKey(@Value("${mooring.master-key}") String base64) {
        return ServerKey.master(base64);
    }

    @Bean
    LookupKeys lookupKeys(ServerKey master) {
        return new LookupKeys(master);
    }

    @Bean
    VerificationCodes verificationCodes(ServerKey master) {
        return new VerificationCodes(master);
    }
}
