package io.mooring.web.structure;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What may depend on what, below one root package. */
final class Rules {

    private static final Set<String> INJECTIONS = Set.of(
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.beans.factory.annotation.Value",
            "jakarta.annotation.Resource",
            "jakarta.inject.Inject");

    private Rules() {}

    /** Each rule under its name. */
    static Map<String, ArchRule> below(String root) {
        var rules = new LinkedHashMap<String, ArchRule>();
        rules.put(
                "messages know nothing but each other",
                classes()
                        .that()
                        .resideInAPackage(root + ".*.api")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                root + ".*.api",
                                "java..",
                                "javax.crypto..",
                                "org.axonframework.modelling.command",
                                "org.axonframework.serialization",
                                "com.fasterxml.jackson.annotation",
                                "org.jspecify.annotations"));
        rules.put(
                "sides meet only through messages",
                slices().matching(root + ".*.(command|query|saga|marketplace|web)..")
                        .should()
                        .notDependOnEachOther());
        rules.put(
                "aggregates are free of input and output",
                noClasses()
                        .that()
                        .areAnnotatedWith("org.axonframework.spring.stereotype.Aggregate")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.sql..",
                                "javax.sql..",
                                "java.net..",
                                "java.nio..",
                                "org.springframework.jdbc..",
                                "org.springframework.web..",
                                "org.springframework.http..",
                                "software.amazon..",
                                "reactor.."));
        rules.put(
                "nobody reads the wall clock",
                noClasses().should().accessTargetWhere(describe("it is the time now", Rules::readsTheWallClock)));
        rules.put(
                "there is one clock",
                noClasses()
                        .that()
                        .resideOutsideOfPackage(root + ".web.engine")
                        .should()
                        .accessTargetWhere(describe("it is the system's clock", Rules::makesAClock)));
        rules.put(
                "every package says what it is for and is null-marked",
                classes().should(liveInAPackageThatIsNullMarked()));
        rules.put(
                "what AWS calls things stays in marketplace",
                noClasses()
                        .that()
                        .resideOutsideOfPackage(root + ".*.marketplace..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("software.amazon.."));
        rules.put(
                "nothing is injected into a field",
                fields().should(notBeInjected()).allowEmptyShould(true));
        rules.put(
                "nobody blocks in web",
                noClasses()
                        .that()
                        .resideInAnyPackage(root + ".*.web..", root + ".web..")
                        .should()
                        .accessTargetWhere(describe("it blocks", Rules::blocks)));
        rules.put(
                "no event is dropped",
                noClasses().should().accessTargetWhere(describe("it drops the event", Rules::dropsTheEvent)));
        rules.put(
                "deadlines outlive the process",
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.axonframework.deadline..", "org.axonframework.eventhandling.scheduling.."));
        rules.put(
                "names say what a thing is",
                noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl|Dto)(\\$.*)?"));
        rules.put(
                "every event says its revision",
                classes()
                        .that()
                        .areRecords()
                        .and(implementAnEventFamily())
                        .should()
                        .beAnnotatedWith("org.axonframework.serialization.Revision"));
        return rules;
    }

    private static boolean readsTheWallClock(JavaAccess<?> access) {
        var owner = access.getTargetOwner().getName();
        var name = access.getName();
        return (owner.startsWith("java.time.")
                        && name.equals("now")
                        && access.getTarget().getFullName().endsWith("now()"))
                || (owner.equals("java.lang.System") && name.equals("currentTimeMillis"))
                || (owner.equals("java.util.Date")
                        && access.getTarget().getFullName().endsWith("<init>()"));
    }

    private static boolean makesAClock(JavaAccess<?> access) {
        return access.getTargetOwner().getName().equals("java.time.Clock")
                && access.getName().startsWith("system");
    }

    private static boolean blocks(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().equals("reactor.core.publisher")
                && (access.getName().startsWith("block") || access.getName().equals("toIterable"));
    }

    private static boolean dropsTheEvent(JavaAccess<?> access) {
        return access.getTargetOwner().getName().equals("org.axonframework.messaging.deadletter.Decisions")
                && access.getName().equals("doNotEnqueue");
    }

    private static DescribedPredicate<JavaClass> implementAnEventFamily() {
        return describe(
                "belong to a family of events",
                type -> type.getAllRawInterfaces().stream()
                        .anyMatch(family -> family.getPackageName().endsWith(".api")
                                && family.getSimpleName().endsWith("Event")));
    }

    private static ArchCondition<JavaClass> liveInAPackageThatIsNullMarked() {
        var marked = Predicates.annotatedWith("org.jspecify.annotations.NullMarked");
        return new ArchCondition<>("live in a package with a package-info that is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var satisfied = marked.test(type.getPackage());
                events.add(new SimpleConditionEvent(type, satisfied, type.getName() + " is in an unmarked package"));
            }
        };
    }

    private static ArchCondition<JavaField> notBeInjected() {
        return new ArchCondition<>("not be injected") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                var injected = INJECTIONS.stream().anyMatch(field::isAnnotatedWith);
                events.add(new SimpleConditionEvent(field, !injected, field.getFullName() + " is injected"));
            }
        };
    }
}
