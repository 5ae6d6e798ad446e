package io.mooring.web.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StructureTest {

    private static final String ROOT = "io.mooring";
    private static final String PLANTED = "planted";

    private static final JavaClasses MOORING = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/testsupport/"))
            .importPackages(ROOT);

    private static final JavaClasses VIOLATIONS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages(PLANTED);

    static Set<String> rules() {
        return Rules.below(ROOT).keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void it_holds(String rule) {
        rule(ROOT, rule).check(MOORING);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void it_can_be_broken(String rule) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> rule(PLANTED, rule).check(VIOLATIONS))
                .withMessageContaining(PLANTED);
    }

    @Test
    void all_modules_are_looked_at() {
        assertThat(MOORING)
                .extracting(JavaClass::getName)
                .contains(
                        "io.mooring.subscription.api.Purchase",
                        "io.mooring.eventstore.StoredJson",
                        "io.mooring.subscription.command.Subscription",
                        "io.mooring.web.engine.WiringGuard")
                .noneMatch(name -> name.startsWith("io.mooring.testsupport"));
    }

    @Test
    void no_package_is_split_between_modules() {
        assertThat(splitPackages(MOORING)).isEmpty();
    }

    @Test
    void a_split_package_is_found() {
        var withTests = new ClassFileImporter().importPackages("io.mooring.web.engine");

        assertThat(splitPackages(withTests)).containsExactly("io.mooring.web.engine");
    }

    private static ArchRule rule(String root, String name) {
        return Objects.requireNonNull(Rules.below(root).get(name));
    }

    private static Set<String> splitPackages(JavaClasses classes) {
        var homes = new TreeMap<String, Set<String>>();
        for (var type : classes) {
            var uri = type.getSource().orElseThrow().getUri().toString();
            var file = type.getName().replace('.', '/');
            homes.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
                    .add(uri.substring(0, uri.lastIndexOf(file)));
        }
        homes.values().removeIf(places -> places.size() == 1);
        return homes.keySet();
    }
}
