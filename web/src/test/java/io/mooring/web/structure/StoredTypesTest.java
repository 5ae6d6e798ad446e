package io.mooring.web.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.mooring.eventstore.EventTypes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/** The engine's allow-list knows every event there is, under the name of its capability. */
class StoredTypesTest {

    @Test
    void every_event_of_every_family_may_be_stored() throws ReflectiveOperationException {
        var known = allowList().all();

        assertThat(events()).hasSizeGreaterThanOrEqualTo(28).allSatisfy(event -> {
            var home = event.getPackageName();
            var capability = home.substring("io.mooring.".length(), home.length() - ".api".length());
            assertThat(known).containsEntry(capability + "." + event.getSimpleName(), event);
        });
    }

    private static List<Class<?>> events() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.mooring").stream()
                        .filter(type -> type.isInterface()
                                && type.getPackageName().endsWith(".api")
                                && type.getSimpleName().endsWith("Event"))
                        .map(JavaClass::reflect)
                        .<Class<?>>flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                        .toList();
    }

    private static EventTypes allowList() throws ReflectiveOperationException {
        var bean = Class.forName("io.mooring.web.engine.HistoryWiring")
                .getDeclaredMethod("storedTypes", ConfigurableListableBeanFactory.class);
        bean.setAccessible(true);
        return (EventTypes) bean.invoke(null, new DefaultListableBeanFactory());
    }
}
