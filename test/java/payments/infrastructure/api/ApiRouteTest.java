package payments.infrastructure.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.config.deployment.ApiAuthorization;
import payments.infrastructure.config.deployment.ApiDialect;
import payments.infrastructure.config.deployment.ApiSettings;
import payments.infrastructure.config.deployment.CorsSettings;
import payments.infrastructure.config.deployment.UsagePlanSettings;
import payments.testing.ApiSample;

/** {@link ApiRoute}, {@link ApiRoutes} and {@link DefinitionHash}. */
class ApiRouteTest {
    private static final UsagePlanSettings PLAN = new UsagePlanSettings(1, 1, 1, true, null);

    @ParameterizedTest
    @CsvSource({
        "POST, payments, post-payments, payments",
        "GET, payments/{id}, get-payments-id, payments/*",
        "GET, a/{x}/b/{y}, get-a-x-b-y, a/*/b/*"
    })
    void aRouteNamesItsConstructsAndItsPermission(String verb, String path, String id, String permission) {
        ApiRoute route = new ApiRoute(verb, path, ApiAuthorization.AWS_IAM, false, null, 200);

        assertThat(route.id()).isEqualTo(id);
        assertThat(route.wildcardPath()).isEqualTo(permission);
    }

    @Test
    @Requirement("D6")
    void everyPaymentRouteIsAuthorizedAndOnlyTheShallowHealthRouteIsOpen() {
        assertThat(ApiRoutes.of(ApiSample.DEFAULT.settings()))
                .containsExactly(
                        new ApiRoute(
                                "POST",
                                "payments",
                                ApiAuthorization.AWS_IAM,
                                false,
                                RequestModel.of(ApiDialect.PAYMENTS).orElseThrow(),
                                201),
                        new ApiRoute("GET", "payments/{id}", ApiAuthorization.AWS_IAM, false, null, 200),
                        new ApiRoute("GET", "health", ApiAuthorization.NONE, false, null, 200),
                        new ApiRoute("GET", "health/deep", ApiAuthorization.AWS_IAM, false, null, 200));
    }

    @ParameterizedTest
    @Requirement({"A11", "C1"})
    @CsvSource({"PAYMENT, payment, 200", "PROCESS_PAYMENT, process-payment, 200"})
    void theDialectsOfTheOtherSystemsTakePaymentsUnderTheirOwnPathAndReadNone(
            ApiDialect dialect, String path, int status) {
        assertThat(ApiRoutes.of(ApiSample.DEFAULT.of(dialect).settings()))
                .containsExactly(
                        new ApiRoute("POST", path, ApiAuthorization.AWS_IAM, false, null, status),
                        new ApiRoute("GET", "health", ApiAuthorization.NONE, false, null, 200),
                        new ApiRoute("GET", "health/deep", ApiAuthorization.AWS_IAM, false, null, 200));
    }

    @Test
    @Requirement("D5")
    void whereTheWorkflowCapturesPaymentsHaveAPathForItThatIsAuthorizedAsTheyAre() {
        assertThat(ApiRoutes.of(ApiSample.DEFAULT.withCaptures().of(PLAN).settings()))
                .contains(new ApiRoute(
                        "POST",
                        "payments/{id}/capture",
                        ApiAuthorization.AWS_IAM,
                        true,
                        RequestModel.ofCapture(),
                        202));
    }

    @Test
    void paymentsWithoutPathsCannotBeCapturedByPath() {
        assertThatThrownBy(() -> Constraints.requireValid(
                        ApiSample.DEFAULT.of(ApiDialect.PAYMENT).withCaptures().settings()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("captureRoute is true but dialect is payment")
                .hasMessageContaining("write 'dialect: payments', or remove captureRoute");
    }

    @Test
    @Requirement("C1")
    void whereClientsAreCountedEveryPaymentRouteDemandsAKeyAndTheHealthRouteDoesNot() {
        assertThat(ApiRoutes.of(ApiSample.DEFAULT.of(PLAN).settings()))
                .filteredOn(ApiRoute::keyed)
                .extracting(ApiRoute::path)
                .containsExactly("payments", "payments/{id}");
    }

    /** System D has a plan and callers who never had a key. */
    @Test
    @Requirement({"D6", "K43"})
    void whereThePlanAsksForNoKeyNoRouteDoes() {
        UsagePlanSettings plan = new UsagePlanSettings(1, 1, 1, false, null);

        assertThat(ApiRoutes.of(ApiSample.DEFAULT.of(plan).settings())).noneMatch(ApiRoute::keyed);
    }

    @Test
    @Requirement("K43")
    void systemDHasThePathsOfTheFlagshipAndJudgesBodiesInTheFunctionAlone() {
        assertThat(ApiRoutes.of(ApiSample.DEFAULT.of(ApiDialect.PAYMENTS_BASIC).settings()))
                .startsWith(
                        new ApiRoute("POST", "payments", ApiAuthorization.AWS_IAM, false, null, 201),
                        new ApiRoute("GET", "payments/{id}", ApiAuthorization.AWS_IAM, false, null, 200));
    }

    @Test
    void thePaymentsOfADialectThatReadsNoneCannotBeOpenForReading() {
        ApiSettings settings = ApiSample.DEFAULT.of(ApiDialect.PAYMENT).settings();
        ApiSettings open = new ApiSettings(
                settings.type(),
                settings.dialect(),
                settings.authorization(),
                null,
                null,
                null,
                null,
                null,
                false,
                true,
                null,
                false,
                null,
                settings.executionLog(),
                1);

        assertThatThrownBy(() -> Constraints.requireValid(open))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("anonymousRead is true but dialect is payment")
                .hasMessageContaining("write 'dialect: payments', or remove anonymousRead");
    }

    @Test
    void theDefinitionsHashIsTheSameForTheSameDefinition() {
        assertThat(hash(ApiSample.DEFAULT, false))
                .matches("[0-9a-f]{64}")
                .isEqualTo(hash(ApiSample.DEFAULT.throttle(1, 1), false));
    }

    /** Known mistake M08: a hash over ids alone misses an edit. */
    @Test
    @Requirement("A11")
    void theDefinitionsHashChangesWithEachThingThatADeploymentTakesASnapshotOf() {
        ApiRoute route = new ApiRoute("GET", "payments", ApiAuthorization.AWS_IAM, false, null, 200);

        assertThat(List.of(
                        hash(ApiSample.DEFAULT, false),
                        hash(ApiSample.DEFAULT, true),
                        hash(ApiSample.DEFAULT.of(ApiDialect.PAYMENT), false),
                        hash(ApiSample.DEFAULT.of(ApiDialect.PROCESS_PAYMENT), false),
                        hash(ApiSample.DEFAULT.of(ApiDialect.PAYMENTS_BASIC), false),
                        hash(ApiSample.DEFAULT.of(ApiAuthorization.NONE), false),
                        hash(ApiSample.DEFAULT.of(PLAN), false),
                        hash(cors("https://a.example.com", "Content-Type"), false),
                        hash(cors("https://b.example.com", "Content-Type"), false),
                        hash(cors("https://a.example.com", "X-Api-Key"), false),
                        hash(route),
                        hash(new ApiRoute("PUT", "payments", ApiAuthorization.AWS_IAM, false, null, 200)),
                        hash(new ApiRoute("GET", "payment", ApiAuthorization.AWS_IAM, false, null, 200)),
                        hash(new ApiRoute("GET", "payments", ApiAuthorization.AWS_IAM, false, null, 201)),
                        hash(withModel("{}")),
                        hash(withModel("{\"type\": \"object\"}")),
                        hash(route, route)))
                .doesNotHaveDuplicates();
    }

    private static ApiSample cors(String origin, String header) {
        return ApiSample.DEFAULT.of(new CorsSettings(origin, List.of(header)));
    }

    private static String hash(ApiSample sample, boolean closedEndpoint) {
        return DefinitionHash.of(ApiDefinition.of(sample.settings(), closedEndpoint));
    }

    private static String hash(ApiRoute... routes) {
        return DefinitionHash.of(new ApiDefinition(List.of(routes), null, false));
    }

    private static ApiRoute withModel(String schema) {
        return new ApiRoute("GET", "payments", ApiAuthorization.AWS_IAM, false, new RequestModel("Model", schema), 200);
    }
}
