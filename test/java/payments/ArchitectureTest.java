package payments;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.File;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How the parts of the program may know each other. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("payments");

    private static final String[] FRAMEWORK = {"com.hashicorp..", "software.constructs..", "software.amazon.jsii.."};

    private static final DescribedPredicate<List<JavaClass>> FILE_OR_ITS_NAME = DescribedPredicate.describe(
            "a file or its name",
            parameters -> !parameters.isEmpty()
                    && (parameters.get(0).isEquivalentTo(String.class)
                            || parameters.get(0).isEquivalentTo(File.class)));

    /** An import that finds nothing would let every rule pass. */
    @Test
    void theImportSeesTheProgram() {
        assertThat(CLASSES.that(resideInAPackage("payments.infrastructure..")))
                .as("classes of the infrastructure")
                .hasSizeGreaterThan(80);
        assertThat(CLASSES.that(resideInAPackage("payments.infrastructure.config.constraint")))
                .as("constraints")
                .isNotEmpty();
        assertThat(CLASSES.that(resideInAPackage("payments.infrastructure.config.deployment")))
                .as("records of a deployment")
                .isNotEmpty();
        assertThat(CLASSES.that(resideInAPackage("payments.app..")))
                .as("classes of the program")
                .isNotEmpty();
        assertThat(CLASSES.that(resideInAPackage("payments.service..")))
                .as("classes of the service")
                .isNotEmpty();
        assertThat(CLASSES.stream().map(JavaClass::getSimpleName))
                .contains("RegionStack", "Main")
                .doesNotContain("ArchitectureTest");
    }

    /** Functions must stay small: the bindings alone are larger than Lambda allows. */
    @Test
    void theServiceKnowsNothingOfTheInfrastructure() {
        noClasses()
                .that()
                .resideInAPackage("payments.service..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(FRAMEWORK)
                        .or(resideInAnyPackage("payments.infrastructure..", "payments.app..")))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** Both sides depend on it, so it must not bring anything to either. */
    @Test
    void theContractOfTheFunctionsKnowsNothing() {
        classes()
                .that()
                .resideInAPackage("payments.contract..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("payments.contract..", "java..", "org.jspecify.annotations..")
                .check(CLASSES);
    }

    @Test
    void theInfrastructureKnowsNeitherProgramNorService() {
        noClasses()
                .that()
                .resideInAPackage("payments.infrastructure..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("payments.app..", "payments.service..")
                .check(CLASSES);
    }

    /** Others can judge their own Terraform JSON with it, and it must not trust what it judges. */
    @Test
    void theGuardrailsKnowNothingOfTheConstructsAndOfTheFramework() {
        noClasses()
                .that()
                .resideInAPackage("payments.infrastructure.guardrail..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(FRAMEWORK)
                        .or(resideInAPackage("payments.infrastructure..")
                                .and(not(resideInAnyPackage(
                                        "payments.infrastructure.guardrail..",
                                        "payments.infrastructure.reality..",
                                        "payments.infrastructure.text..")))))
                .check(CLASSES);
    }

    /** Facts about AWS are there for every judgement that needs them. */
    @Test
    void theFactsAboutAwsKnowNothing() {
        noClasses()
                .that()
                .resideInAPackage("payments.infrastructure.reality..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(FRAMEWORK)
                        .or(resideInAPackage("payments..")
                                .and(not(resideInAnyPackage(
                                        "payments.infrastructure.reality..", "payments.infrastructure.text..")))))
                .check(CLASSES);
    }

    /** It draws what is deployed, not what a construct meant. */
    @Test
    void thePictureKnowsTheModelOfTheOutputAlone() {
        noClasses()
                .that()
                .resideInAPackage("payments.infrastructure.picture..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(FRAMEWORK)
                        .or(resideInAPackage("payments.infrastructure..")
                                .and(not(resideInAnyPackage(
                                        "payments.infrastructure.picture..",
                                        "payments.infrastructure.guardrail.model..")))))
                .check(CLASSES);
    }

    /** It runs beside both systems, with nothing but AWS between them; the functions must not carry it. */
    @Test
    void aMigrationKnowsNeitherDeploymentsNorFunctions() {
        noClasses()
                .that()
                .resideInAPackage("payments.migration..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(FRAMEWORK)
                        .or(resideInAPackage("payments..").and(not(resideInAPackage("payments.migration..")))))
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackages("payments.migration..", "payments.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("payments.migration..")
                .check(CLASSES);
    }

    @Test
    void noPackagesOfTheInfrastructureKnowEachOtherInACircle() {
        slices().matching("payments.infrastructure.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void noPackagesOfTheServiceKnowEachOtherInACircle() {
        slices().matching("payments.service.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** What a value may be is said of no record in particular. */
    @Test
    void theConstraintsKnowNothingElseOfTheConfiguration() {
        noClasses()
                .that()
                .resideInAPackage("payments.infrastructure.config.constraint..")
                .should()
                .dependOnClassesThat(resideInAPackage("payments..")
                        .and(not(resideInAnyPackage(
                                "payments.infrastructure.config.constraint..",
                                "payments.infrastructure.reality..",
                                "payments.infrastructure.text.."))))
                .check(CLASSES);
    }

    /** What a deployment is does not depend on how its file is read. */
    @Test
    void theSettingsKnowTheirConstraintsTheContractOfTheFunctionsAndTheFactsAboutAwsAlone() {
        noClasses()
                .that()
                .resideInAPackage("payments.infrastructure.config.deployment..")
                .should()
                .dependOnClassesThat(resideInAPackage("payments..")
                        .and(not(resideInAnyPackage(
                                "payments.infrastructure.config.deployment..",
                                "payments.infrastructure.config.constraint..",
                                "payments.contract..",
                                "payments.infrastructure.reality.."))))
                .check(CLASSES);
    }

    /** Each package of handlers is in a jar of its own. */
    @Test
    void theHandlersOfOneJarKnowNothingOfThoseOfAnother() {
        slices().matching("payments.service.handler.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    /**
     * Others call its {@code match}, so that the compiler names every place that a new case needs; a chain of questions would
     * treat it as the last one.
     */
    @Test
    @Threat("E05")
    void onlyASealedTypeAsksWhichOfItsCasesItIs() {
        Set<String> questions = new TreeSet<>();
        for (JavaClass asking : CLASSES.that(resideInAPackage("payments.service.."))) {
            asking.getInstanceofChecks().stream()
                    .map(check -> check.getRawType().getBaseComponentType())
                    .filter(type -> type.getName().startsWith("payments."))
                    .filter(type -> !file(type).equals(file(asking)) && isCaseOfASealedType(type.reflect()))
                    .forEach(type -> questions.add("%s asks for %s".formatted(asking.getName(), type.getName())));
        }

        assertThat(questions).isEmpty();
    }

    private static String file(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::file).orElse(type.getName());
    }

    private static boolean isCaseOfASealedType(Class<?> type) {
        return (type.getSuperclass() != null && type.getSuperclass().isSealed())
                || Stream.of(type.getInterfaces()).anyMatch(Class::isSealed);
    }

    /** Settings and names outlive the framework, which is archived. */
    @Test
    void onlyConstructsAndTheProgramKnowTheFramework() {
        noClasses()
                .that(resideInAnyPackage("payments.infrastructure.config..", "payments.infrastructure.naming..")
                        .or(not(resideInAnyPackage("payments.infrastructure..", "payments.app.."))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORK)
                .check(CLASSES);
    }

    /** The settings of a deployment are read without building anything. */
    @Test
    void settingsAndNamesKnowNoConstructs() {
        noClasses()
                .that()
                .resideInAnyPackage("payments.infrastructure.config..", "payments.infrastructure.naming..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "payments.infrastructure.stack..",
                        "payments.infrastructure.terraform..",
                        "payments.infrastructure.network..",
                        "payments.infrastructure.data..",
                        "payments.infrastructure.storage..",
                        "payments.infrastructure.compute..",
                        "payments.infrastructure.api..",
                        "payments.infrastructure.identity..",
                        "payments.infrastructure.security..",
                        "payments.infrastructure.observability..")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsDescribedAndNullMarked() throws ClassNotFoundException {
        Set<String> packages = new TreeSet<>();
        CLASSES.forEach(type -> packages.add(type.getPackageName()));
        Set<String> unmarked = new TreeSet<>();
        for (String name : packages) {
            if (!isNullMarked(name)) {
                unmarked.add(name);
            }
        }

        assertThat(packages).hasSizeGreaterThan(12);
        assertThat(unmarked).as("packages without a @NullMarked package-info").isEmpty();
    }

    private static boolean isNullMarked(String name) {
        try {
            return Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Half of such a batch may be left undone; code that writes one must prove that it goes on until nothing is left. */
    @Test
    @Threat("E05")
    void theStoreWritesNoBatchesThatCanBeDoneByHalf() {
        noClasses()
                .that()
                .resideInAnyPackage("payments.service.store..", "payments.service.payment..")
                .should()
                .callMethodWhere(target(nameStartingWith("batchWriteItem")))
                .check(CLASSES);
    }

    @Test
    void onlyTheProgramAndTheServicesLogWriteToTheConsole() {
        noClasses()
                .that()
                .resideOutsideOfPackages("payments.app..", "payments.service.observability..")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    /** What it writes must be whole or not there, which one class sees to. Folders of stacks are moved as wholes. */
    @Test
    void filesOfTheProgramHaveOneWriter() {
        noClasses()
                .that()
                .resideInAPackage("payments.app..")
                .and()
                .doNotHaveSimpleName("ReportFile")
                .should()
                .callMethodWhere(target(owner(type(Files.class)))
                        .and(target(nameMatching("write.*|copy|createFile|createTempFile|newOutputStream"
                                + "|newBufferedWriter|newByteChannel"))))
                .orShould()
                .callConstructorWhere(target(owner(assignableTo(Writer.class).or(assignableTo(OutputStream.class))))
                        .and(target(rawParameterTypes(FILE_OR_ITS_NAME))))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(FileChannel.class, RandomAccessFile.class)
                .check(CLASSES);
    }
}
