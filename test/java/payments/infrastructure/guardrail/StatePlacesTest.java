package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.infrastructure.guardrail.model.Partner;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;

/** A state lies where the deployment says, and is read from there. */
class StatePlacesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
    private static final Guardrails RULES =
            new Guardrails(List.of(Catalogue.rule("parties-known").orElseThrow()));

    private static Program program(String declared, String terraform) {
        String program = """
                {"//": {"metadata": {"stackName": "s"}, "partners": [%s]}, "terraform": %s}
                """.formatted(declared, terraform);
        try {
            return Program.of(Map.of("s", new ObjectMapper().readTree(program)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the test's program is no JSON", e);
        }
    }

    private static String declared(String place) {
        return "{\"form\": \"state\", \"name\": \"%s\", \"reason\": \"%s\"}".formatted(place, Partner.NAMED_BY_SETTING);
    }

    private static List<String> found(Program program) {
        return RULES.check(program, List.of(), TODAY).findings(Severity.HIGH).stream()
                .map(Result::qualifier)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3 payments-prod | {\"backend\": {\"s3\": {\"bucket\": \"payments-prod\"}}}",
                "cloud app.terraform.io/acme | {\"cloud\": {\"organization\": \"acme\"}}",
                "cloud app.terraform.io/acme | {\"backend\": {\"remote\": {\"organization\": \"acme\", \"hostname\": \"app.terraform.io\"}}}",
                "local | {\"backend\": {\"local\": {\"path\": \"terraform.tfstate\"}}}"
            })
    void aDeclaredPlaceIsOurs(String place, String terraform) {
        assertThat(found(program(declared(place), terraform))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "local | {\"backend\": {\"s3\": {\"bucket\": \"others\"}}} | state s3 others",
                "s3 payments-prod | {\"backend\": {\"s3\": {\"bucket\": \"payments-prod2\"}}} | state s3 payments-prod2",
                "s3 payments-prod | {\"backend\": {\"gcs\": {\"bucket\": \"payments-prod\"}}} | state gcs payments-prod",
                "s3 payments-prod | {\"backend\": {\"local\": {}}} | state local",
                "cloud app.terraform.io/acme | {\"cloud\": {\"organization\": \"acne\"}} | state cloud app.terraform.io/acne",
                "local | {\"backend\": {\"azurerm\": {\"storage_account_name\": \"others\"}}} | state azurerm others"
            })
    void anotherPlaceIsFound(String place, String terraform, String found) {
        assertThat(found(program(declared(place), terraform))).containsExactly(found);
    }

    @ParameterizedTest
    @CsvSource({
        "http, address, https://states.others.example/prod",
        "pg, conn_str, postgres://states.others.example/prod"
    })
    void aServerOfOthersIsFoundAsTheirs(String kind, String argument, String address) {
        Program program = program(
                declared("local"), "{\"backend\": {\"%s\": {\"%s\": \"%s\"}}}".formatted(kind, argument, address));

        assertThat(found(program)).contains("state %s states.others.example".formatted(kind));
    }

    @Test
    void theFileSaysItForEachEnvironmentAndRegion() {
        String backend = "{\"backend\": {\"s3\": {\"bucket\": \"acme-%s-us-east-1-states\"}}}";
        List<Partner> file =
                List.of(new Partner("state", "s3 acme-{environment}-{region}-states", Partner.NAMED_BY_SETTING, null));

        assertThat(found(program("", backend.formatted("prod")).knowing(file))).isEmpty();
        assertThat(found(program("", "{\"backend\": {\"s3\": {\"bucket\": \"acme-states\"}}}")
                        .knowing(file)))
                .containsExactly("state s3 acme-states");
        assertThat(found(program(declared("s3 acme-states"), "{\"backend\": {\"s3\": {\"bucket\": \"acme-states\"}}}")
                        .knowing(file)))
                .as("only the file counts")
                .containsExactly("state s3 acme-states");
    }

    @Test
    void aStoreOfAPartnerIsDeclaredAsBucketOrHost() {
        List<Partner> partners = List.of(
                new Partner("state", "local", Partner.NAMED_BY_SETTING, null),
                new Partner("bucket", "states-of-the-group", "The group stores our states.", null),
                new Partner("host", "terraform.group.example", "The group runs the server.", null));

        assertThat(found(program("", "{\"backend\": {\"s3\": {\"bucket\": \"states-of-the-group\"}}}")
                        .knowing(partners)))
                .isEmpty();
        assertThat(found(program(
                                "",
                                "{\"cloud\": {\"organization\": \"acme\", \"hostname\": \"terraform.group.example\"}}")
                        .knowing(partners)))
                .isEmpty();
    }

    @Test
    void aLocalStateIsBelievedWithoutANote() {
        Program program = program(declared("local"), "{\"backend\": {\"local\": {}}}");

        assertThat(RULES.check(program, List.of(), TODAY).notices()).isEmpty();
    }
}
