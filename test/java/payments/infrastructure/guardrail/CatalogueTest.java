package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.RuleDefinition;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.report.RuleCatalogue;
import payments.testing.Cases;

/** Nothing is judged that is not in the catalogue, and nothing is in the catalogue that is not judged and explained. */
@Requirement("X3")
class CatalogueTest {
    private static final Path COMMITTED = Path.of("main/docs/guardrails.md");

    /** Public checks that pass what must fail, or ask for what must not be; each has a case of exactly that hole. */
    private static final Set<String> HOLES_OF_PUBLIC_CHECKS = Set.of(
            "CKV_AWS_133",
            "CKV_AWS_338",
            "CKV_AWS_33",
            "CKV_AWS_364",
            "CKV_AWS_27",
            "CKV_AWS_26",
            "CKV_AWS_285",
            "CKV_AWS_120",
            "CKV_AWS_379",
            "CKV_AWS_116",
            "CKV_AWS_304",
            "CKV_AWS_7",
            "CKV_AWS_144");

    @Test
    void everyRuleThatIsWrittenIsInTheCatalogueOnce() {
        List<String> written = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("payments.infrastructure.guardrail.rules")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Guardrail.class))
                        .map(JavaClass::getName)
                        .sorted()
                        .toList();

        assertThat(Catalogue.rules().stream()
                        .map(rule -> rule.getClass().getName())
                        .sorted())
                .isEqualTo(written);
        assertThat(ids()).doesNotHaveDuplicates();
    }

    /** A finding shows the id alone, so the id must lead to the class, and the class must be the only one of its name. */
    @Test
    void theClassOfARuleIsFoundByTheServiceOfItsId() {
        assertThat(Catalogue.rules().stream().map(rule -> rule.getClass().getSimpleName()))
                .doesNotHaveDuplicates();
        assertThat(Catalogue.rules()).allSatisfy(rule -> {
            String service = rule.definition().id().replaceFirst("-.*", "");
            assertThat(rule.getClass().getSimpleName())
                    .as(
                            "class of %s, whose first words must be \"%s\" written out",
                            rule.definition().id(), service)
                    .matches(wordsShortenedTo(service) + "[A-Z].*");
        });
    }

    /** Words of a class name that an abbreviation stands for: sqs for Sqs, ddb for DynamoDb, ct for CloudTrail. */
    private static String wordsShortenedTo(String abbreviation) {
        String first = abbreviation.substring(0, 1).toUpperCase(Locale.ROOT);
        return abbreviation
                .substring(1)
                .chars()
                .mapToObj(Character::toString)
                .map(letter -> "[a-z0-9]*(%s|%s)".formatted(letter, letter.toUpperCase(Locale.ROOT)))
                .collect(Collectors.joining("", first, "[a-z0-9]*"));
    }

    @Test
    void thereAre252RulesOfWhichTheOptionalOnesOnlyWarn() {
        assertThat(Catalogue.rules()).hasSize(252);
        assertThat(definitions().filter(rule -> rule.severity() == Severity.LOW))
                .as("18 optional rules, and the one on database events")
                .hasSize(19);
    }

    @Test
    void everyRuleSaysWhatItExpectsWhyAndWhatToChange() {
        assertThat(definitions()).allSatisfy(rule -> {
            assertThat(rule.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(rule.expects()).isNotBlank();
            assertThat(rule.why()).hasSizeGreaterThan(20);
            assertThat(rule.fix()).isNotBlank();
            assertThat(rule.sources()).isNotEmpty();
            assertThat(rule.pci()).allMatch(requirement -> requirement.matches("[0-9]+(\\.[0-9]+)+"));
        });
    }

    @Test
    void everyKnownHoleOfAPublicCheckHasItsCase() {
        assertThat(Cases.in("guardrail").stream()
                        .map(read -> read.body().path("hole").asText(""))
                        .collect(Collectors.toSet()))
                .containsAll(HOLES_OF_PUBLIC_CHECKS);
    }

    @Test
    void theCommittedCatalogueIsTheOneThatTheRulesGive() throws IOException {
        String generated = RuleCatalogue.render();
        if (Boolean.getBoolean("update.golden")) {
            Files.writeString(COMMITTED, generated);
        }

        assertThat(Files.readString(COMMITTED))
                .as("%s; run the test with -Dupdate.golden=true to write it anew, and commit it", COMMITTED)
                .isEqualTo(generated);
    }

    private static Stream<RuleDefinition> definitions() {
        return Catalogue.rules().stream().map(Rule::definition);
    }

    private static List<String> ids() {
        return definitions().map(RuleDefinition::id).toList();
    }
}
