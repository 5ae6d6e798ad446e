package io.mooring.web;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The engine: every module on the class path, in one process. */
@SpringBootApplication(scanBasePackages = "io.mooring", proxyBeanMethods = false)
@ConfigurationPropertiesScan("io.mooring")
public final class Mooring {

    public static void main(String... arguments) {
        SpringApplication.run(Mooring.class, arguments);
    }
}
