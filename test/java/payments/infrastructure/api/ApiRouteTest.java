package payments.infrastructure.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Threat;
import payments.infrastructure.config.ApiAuthorization;

class ApiRouteTest {
    @ParameterizedTest
    @CsvSource({
        "POST, payments, post-payments, payments",
        "GET, payments/{id}, get-payments-id, payments/*",
        "GET, a/{x}/b/{y}, get-a-x-b-y, a/*/b/*"
    })
    void aRouteNamesItsConstructsAndItsPermission(String verb, String path, String id, String permission) {
        ApiRoute route = new ApiRoute(verb, path, ApiAuthorization.AWS_IAM);

        assertThat(route.id()).isEqualTo(id);
        assertThat(route.permissionPath()).isEqualTo(permission);
    }

    @Test
    void everyPaymentRouteIsAuthorizedAndOnlyTheShallowHealthRouteIsOpen() {
        assertThat(PaymentsApi.routes(ApiAuthorization.AWS_IAM))
                .containsExactly(
                        new ApiRoute("POST", "payments", ApiAuthorization.AWS_IAM, RequestModel.CREATE_PAYMENT),
                        new ApiRoute("GET", "payments/{id}", ApiAuthorization.AWS_IAM),
                        new ApiRoute("GET", "health", ApiAuthorization.NONE),
                        new ApiRoute("GET", "health/deep", ApiAuthorization.AWS_IAM));
    }

    /** One request of a stranger must not become many to table and database. */
    @Test
    @Threat("A34")
    void theDeepHealthRouteIsClosedEvenWhereThePaymentRoutesAreOpen() {
        assertThat(PaymentsApi.routes(ApiAuthorization.NONE))
                .filteredOn(route -> route.path().equals("health/deep"))
                .extracting(ApiRoute::authorization)
                .containsExactly(ApiAuthorization.AWS_IAM);
    }

    @Test
    void theDefinitionsHashIsTheSameForTheSameRoutes() {
        assertThat(DefinitionHash.of(PaymentsApi.routes(ApiAuthorization.AWS_IAM)))
                .matches("[0-9a-f]{64}")
                .isEqualTo(DefinitionHash.of(PaymentsApi.routes(ApiAuthorization.AWS_IAM)));
    }

    /** Known mistake M08: a hash over ids alone misses an edit. */
    @Test
    void theDefinitionsHashChangesWithVerbPathAuthorizationModelAndNumberOfRoutes() {
        ApiRoute route = new ApiRoute("GET", "payments", ApiAuthorization.AWS_IAM);

        assertThat(List.of(
                        DefinitionHash.of(List.of(route)),
                        DefinitionHash.of(List.of(new ApiRoute("PUT", "payments", ApiAuthorization.AWS_IAM))),
                        DefinitionHash.of(List.of(new ApiRoute("GET", "payment", ApiAuthorization.AWS_IAM))),
                        DefinitionHash.of(List.of(new ApiRoute("GET", "payments", ApiAuthorization.NONE))),
                        DefinitionHash.of(List.of(withModel("{}"))),
                        DefinitionHash.of(List.of(withModel("{\"type\": \"object\"}"))),
                        DefinitionHash.of(List.of(route, route))))
                .doesNotHaveDuplicates();
    }

    private static ApiRoute withModel(String schema) {
        return new ApiRoute("GET", "payments", ApiAuthorization.AWS_IAM, new RequestModel("Model", schema));
    }
}
