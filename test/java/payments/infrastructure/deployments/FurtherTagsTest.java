package payments.infrastructure.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import payments.Requirement;
import payments.infrastructure.config.constraint.TagKeys;
import payments.infrastructure.config.constraint.TaggedResources;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedStack;

/** Tags of the documents, beside those that the program writes. */
@Requirement("K4")
class FurtherTagsTest {
    @ParameterizedTest
    @CsvSource({
        "/keys/documents, aws_kms_key, Service, S3",
        "/keys/database, aws_kms_key, Service, RDS",
        "/network/public/subnet-1, aws_subnet, Type, Public",
        "/network/private/subnet-3, aws_subnet, Type, Private"
    })
    void theActivePassiveSystemDistinguishesKeysAndSubnets(String path, String type, String key, String value) {
        for (String region : Set.of("us-east-1", "eu-west-1")) {
            SynthesizedStack stack =
                    ReferenceDeployment.ACTIVE_PASSIVE.synthesized().stack("main-" + region);

            stack.resource(type, path)
                    .has("tags." + key, value)
                    .has("tags.Name", stack.resource(type, path).at("tags.Name").asText());
            stack.resource("aws_kms_key", "/keys/table").hasNo("tags.Service");
        }
    }

    @Test
    void eachDocumentHasTheTagsThatItGivesEverything() {
        assertThat(tags(ReferenceDeployment.ACTIVE_PASSIVE.synthesized(), "main-us-east-1"))
                .containsEntry("Project", "payment-processor")
                .containsEntry("ManagedBy", "Terraform")
                .containsEntry("Workspace", "main-us-east-1");
        assertThat(tags(ReferenceDeployment.MOBILE_API.synthesized(), "main-us-east-1"))
                .containsEntry("Environment", "production")
                .containsEntry("Service", "payment-processing")
                .containsEntry("ManagedBy", "terraform")
                .containsEntry("Compliance", "required");
        assertThat(tags(ReferenceDeployment.EVENT_DRIVEN.synthesized(), "dev-us-east-1"))
                .containsEntry("Environment", "dev")
                .containsEntry("Application", "payment-processing")
                .containsEntry("CostCenter", "payments");
        assertThat(tags(
                        ReferenceDeployment.EVENT_DRIVEN.changed(
                                Map.of("COST_CENTER", "4711", "APPLICATION", "shop"), yaml -> yaml),
                        "dev-us-east-1"))
                .containsEntry("Application", "shop")
                .containsEntry("CostCenter", "4711");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tags(SynthesizedDeployment deployment, String stack) {
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .convertValue(deployment.stack(stack).json().at("/provider/aws/0/default_tags/0/tags"), Map.class);
    }

    /** A tag of the program that were not on the list could be given twice; a type that were not could not be given one. */
    @ParameterizedTest
    @EnumSource
    void theListsAreWhatIsSynthesized(ReferenceDeployment deployment) {
        SynthesizedDeployment plain =
                deployment.changed(Map.of(), yaml -> yaml.replaceAll("(?m)^  more:\\n(    - .*\\n)+", ""));
        Set<String> keys = new TreeSet<>();
        Set<String> types = new TreeSet<>();
        for (SynthesizedStack stack : plain.stacks().values()) {
            for (JsonNode provider : stack.json().at("/provider/aws")) {
                provider.at("/default_tags/0/tags").fieldNames().forEachRemaining(keys::add);
            }
            stack.json().path("resource").properties().forEach(type -> type.getValue()
                    .forEach(resource -> {
                        if (resource.has("tags")) {
                            types.add(type.getKey());
                            resource.path("tags").fieldNames().forEachRemaining(keys::add);
                        }
                    }));
        }

        assertThat(TagKeys.OF_THE_PROGRAM).containsAll(keys);
        assertThat(TaggedResources.TYPES).containsAll(types);
    }
}
