package dev.streamecho.trigger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** What docs/architecture.md says of the modules and packages, as rules. */
@AnalyzeClasses(packages = "dev.streamecho.trigger", importOptions = MainClasses.class)
class ArchitectureTest {

    /** For the compiler alone: no class path has it. */
    private static final String NULLNESS = "org.jspecify.annotations";

    private static final String ALL = "dev.streamecho.trigger.";

    private static final String[] ENGINE = {ALL + "stream..", ALL + "mapping..", ALL + "invocation..", ALL + "json.."};

    private static final String[] STACK = {
        ALL + "stack..",
        ALL + "table..",
        ALL + "queue..",
        ALL + "api..",
        ALL + "lambda..",
        ALL + "control..",
        ALL + "services..",
        ALL + "journal.."
    };

    @ArchTest
    static final ArchRule modulesUseOnlyThoseBelow = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("base")
            .definedBy("dev.streamecho.trigger")
            .layer("http")
            .definedBy(ALL + "http..")
            .layer("engine")
            .definedBy(ENGINE)
            .layer("template")
            .definedBy(ALL + "template..")
            .layer("terraform")
            .definedBy(ALL + "terraform..")
            .layer("function")
            .definedBy(ALL + "function..")
            .layer("stack")
            .definedBy(STACK)
            .layer("redrive")
            .definedBy(ALL + "redrive..")
            .layer("page")
            .definedBy(ALL + "page..")
            .layer("cli")
            .definedBy(ALL + "cli..")
            .whereLayer("base")
            .mayNotAccessAnyLayer()
            .whereLayer("http")
            .mayOnlyAccessLayers("base")
            .whereLayer("engine")
            .mayOnlyAccessLayers("base")
            .whereLayer("template")
            .mayOnlyAccessLayers("base")
            .whereLayer("terraform")
            .mayOnlyAccessLayers("template", "base")
            .whereLayer("terraform")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("function")
            .mayOnlyAccessLayers("engine", "http", "base")
            .whereLayer("redrive")
            .mayOnlyAccessLayers("engine", "base")
            .whereLayer("stack")
            .mayOnlyAccessLayers("function", "template", "engine", "http", "base")
            .whereLayer("page")
            .mayOnlyAccessLayers("stack", "redrive", "function", "template", "engine", "http", "base")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .ensureAllClassesAreContainedInArchitecture();

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("dev.streamecho.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule streamsDoNotKnowTheMapping = noClasses()
            .that()
            .resideInAPackage(ALL + "stream..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ALL + "mapping..", ALL + "invocation..");

    /** A table, a queue, an API and the other services stand side by side: only the stack brings them together. */
    @ArchTest
    static final ArchRule servicesDoNotKnowEachOther = slices().matching(ALL + "(table|queue|api|lambda|services)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule onlyTheStackBringsTheServicesTogether = noClasses()
            .that()
            .resideInAnyPackage(ALL + "table..", ALL + "queue..", ALL + "api..", ALL + "lambda..", ALL + "services..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ALL + "stack..");

    @ArchTest
    static final ArchRule theLanguageOfTemplatesKnowsNoResource = noClasses()
            .that()
            .resideInAPackage(ALL + "template.language..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ALL + "template",
                    ALL + "template.form..",
                    ALL + "template.cdk..",
                    ALL + "template.resource..",
                    ALL + "template.api..");

    /** What a stack has is the same, whatever it was defined with. */
    @ArchTest
    static final ArchRule nothingBehindTheReaderKnowsWhereADefinitionCameFrom = noClasses()
            .that()
            .resideOutsideOfPackages(ALL + "template", ALL + "template.cdk..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ALL + "template.cdk..");

    @ArchTest
    static final ArchRule formsKnowNoResource = noClasses()
            .that()
            .resideInAnyPackage(ALL + "template.form..", ALL + "template.cdk..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ALL + "template", ALL + "template.resource..", ALL + "template.api..");

    @ArchTest
    static final ArchRule resourcesDoNotKnowApis = noClasses()
            .that()
            .resideInAPackage(ALL + "template.resource..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ALL + "template", ALL + "template.api..");

    @ArchTest
    static final ArchRule terraformsLanguageKnowsNoModule = noClasses()
            .that()
            .resideInAPackage(ALL + "terraform.language..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ALL + "template..",
                    ALL + "terraform",
                    ALL + "terraform.configuration..",
                    ALL + "terraform.aws..",
                    ALL + "terraform.shown..");

    @ArchTest
    static final ArchRule terraformsConfigurationKnowsNoTypeOfResource = noClasses()
            .that()
            .resideInAPackage(ALL + "terraform.configuration..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ALL + "template..", ALL + "terraform", ALL + "terraform.aws..", ALL + "terraform.shown..");

    @ArchTest
    static final ArchRule theApiUnderThePageDoesNotKnowWhoMayCallIt = noClasses()
            .that()
            .resideInAPackage(ALL + "page.api..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ALL + "page");

    @ArchTest
    static final ArchRule theEngineNeedsThreeLibraries = classes()
            .that()
            .resideInAnyPackage(ENGINE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    NULLNESS,
                    "dev.streamecho.trigger..",
                    "software.amazon.awssdk..",
                    "software.amazon.event.ruler..",
                    "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule theBaseNeedsNoLibrary = classes()
            .that()
            .resideInAPackage("dev.streamecho.trigger")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", NULLNESS, "dev.streamecho.trigger");

    @ArchTest
    static final ArchRule rulesOfTheMappingKnowNoThreadsOrClock = noClasses()
            .that(are(rulesOfTheMapping()))
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, Clock.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "java.nio.file..")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints = noClasses()
            .that()
            .resideOutsideOfPackages(ALL + "cli..", ALL + "function.bootstrap..")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule publicTypesAreNeededElsewhere = classes()
            .that()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .and(are(not(startedByName())))
            .and(are(not(usedByOthersWhoTakeTheLibraries())))
            .should(beUsedByAnotherPackage());

    private static DescribedPredicate<JavaClass> rulesOfTheMapping() {
        Set<String> names = Set.of(
                "ShardProcessor",
                "Lane",
                "Verdict",
                "Batch",
                "BatchResponse",
                "FreshRecords",
                "EarlierTries",
                "ItemFailures",
                "MessageGathering",
                "MessageVerdict",
                "Progress",
                "RetryDelay",
                "TumblingWindow");
        return DescribedPredicate.describe(
                "rules of the mapping",
                type -> type.getPackageName().equals(ALL + "mapping")
                        && names.contains(outermost(type).getSimpleName()));
    }

    /** By the launcher, the functions' processes, the SDKs, log4j, services: their files of configuration have these names. */
    private static DescribedPredicate<JavaClass> startedByName() {
        Set<String> names = Set.of(
                ALL + "cli.TriggerCommand",
                ALL + "function.bootstrap.Bootstrap",
                ALL + "function.sdk.LocalEndpointHandler",
                ALL + "function.sdk.LocalEndpointInterceptor",
                ALL + "table.LogLines",
                ALL + "terraform.TerraformForm");
        return DescribedPredicate.describe("started by name", type -> names.contains(type.getName()));
    }

    /**
     * The engine is a library too: a poller of one's own stream, and records of the SDK as Lambda delivers them. So is the
     * stack: what its journal has. The module {@code junit}, which the command line does not have, steps a mapping without
     * threads.
     */
    private static DescribedPredicate<JavaClass> usedByOthersWhoTakeTheLibraries() {
        Set<String> names = Set.of(
                ALL + "mapping.EventPoller",
                ALL + "mapping.SteppedMapping",
                ALL + "stream.ClockedStream",
                ALL + "stream.RecordEncoder",
                ALL + "journal.Answer",
                ALL + "journal.Attempt",
                ALL + "journal.BatchRow",
                ALL + "journal.Changes",
                ALL + "journal.EventCounts",
                ALL + "journal.RecordHistory",
                ALL + "journal.RecordRow",
                ALL + "journal.RequestRow",
                ALL + "journal.Reload",
                ALL + "journal.Series",
                ALL + "journal.ShardStatus",
                ALL + "journal.Step",
                ALL + "mapping.FilterPattern",
                ALL + "mapping.Mismatch");
        return DescribedPredicate.describe("the libraries', for others", type -> names.contains(type.getName()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used = type.getDirectDependenciesToSelf().stream()
                        .anyMatch(
                                user -> !user.getOriginClass().getPackageName().equals(type.getPackageName()));
                events.add(new SimpleConditionEvent(
                        type, used, type.getName() + " is public, and no other package uses it"));
            }
        };
    }
}
