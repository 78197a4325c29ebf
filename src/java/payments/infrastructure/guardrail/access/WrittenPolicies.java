package payments.infrastructure.guardrail.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;

/** Every policy of every type of resource. One that cannot be read is left out: the rules of its service refuse it. */
public final class WrittenPolicies {
    private static final Map<String, PolicyKind> PLACES = new TreeMap<>(Map.ofEntries(
            Map.entry("aws_acmpca_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_api_gateway_domain_name.policy", PolicyKind.RESOURCE),
            Map.entry("aws_api_gateway_rest_api.policy", PolicyKind.RESOURCE),
            Map.entry("aws_api_gateway_rest_api_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_backup_vault_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_cloudwatch_event_bus_policy.policy", PolicyKind.RESOURCE),
            Map.entry(
                    "aws_cloudwatch_log_delivery_destination_policy.delivery_destination_policy", PolicyKind.RESOURCE),
            Map.entry("aws_cloudwatch_log_destination_policy.access_policy", PolicyKind.RESOURCE),
            Map.entry("aws_cloudwatch_log_resource_policy.policy_document", PolicyKind.RESOURCE),
            Map.entry("aws_codeartifact_domain_permissions_policy.policy_document", PolicyKind.RESOURCE),
            Map.entry("aws_codeartifact_repository_permissions_policy.policy_document", PolicyKind.RESOURCE),
            Map.entry("aws_codebuild_resource_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_dynamodb_resource_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_ecr_registry_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_ecr_repository_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_ecrpublic_repository_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_efs_file_system_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_elasticsearch_domain.access_policies", PolicyKind.RESOURCE),
            Map.entry("aws_elasticsearch_domain_policy.access_policies", PolicyKind.RESOURCE),
            Map.entry("aws_glacier_vault.access_policy", PolicyKind.RESOURCE),
            Map.entry("aws_glue_resource_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_iam_group_policy.policy", PolicyKind.IDENTITY),
            Map.entry("aws_iam_policy.policy", PolicyKind.IDENTITY),
            Map.entry("aws_iam_role.assume_role_policy", PolicyKind.TRUST),
            Map.entry("aws_iam_role.inline_policy.policy", PolicyKind.IDENTITY),
            Map.entry("aws_iam_role_policy.policy", PolicyKind.IDENTITY),
            Map.entry("aws_iam_user_policy.policy", PolicyKind.IDENTITY),
            Map.entry("aws_kinesis_resource_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_kms_external_key.policy", PolicyKind.RESOURCE),
            Map.entry("aws_kms_key.policy", PolicyKind.RESOURCE),
            Map.entry("aws_kms_key_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_kms_replica_external_key.policy", PolicyKind.RESOURCE),
            Map.entry("aws_kms_replica_key.policy", PolicyKind.RESOURCE),
            Map.entry("aws_media_store_container_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_msk_cluster_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_networkfirewall_resource_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_opensearch_domain.access_policies", PolicyKind.RESOURCE),
            Map.entry("aws_opensearch_domain_policy.access_policies", PolicyKind.RESOURCE),
            Map.entry("aws_organizations_policy.content", PolicyKind.IDENTITY),
            Map.entry("aws_redshift_resource_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_redshiftserverless_resource_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_s3_access_point.policy", PolicyKind.RESOURCE),
            Map.entry("aws_s3_bucket.policy", PolicyKind.RESOURCE),
            Map.entry("aws_s3_bucket_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_s3control_access_point_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_s3control_bucket_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_s3control_multi_region_access_point_policy.details.policy", PolicyKind.RESOURCE),
            Map.entry("aws_s3control_object_lambda_access_point_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_s3tables_table_bucket_policy.resource_policy", PolicyKind.RESOURCE),
            Map.entry("aws_s3tables_table_policy.resource_policy", PolicyKind.RESOURCE),
            Map.entry("aws_schemas_registry_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_secretsmanager_secret.policy", PolicyKind.RESOURCE),
            Map.entry("aws_secretsmanager_secret_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_ses_identity_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_sesv2_email_identity_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_sns_topic.policy", PolicyKind.RESOURCE),
            Map.entry("aws_sns_topic_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_sqs_queue.policy", PolicyKind.RESOURCE),
            Map.entry("aws_sqs_queue_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_ssoadmin_permission_set_inline_policy.inline_policy", PolicyKind.IDENTITY),
            Map.entry("aws_vpc_endpoint.policy", PolicyKind.RESOURCE),
            Map.entry("aws_vpc_endpoint_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_vpclattice_auth_policy.policy", PolicyKind.RESOURCE),
            Map.entry("aws_vpclattice_resource_policy.policy", PolicyKind.RESOURCE)));

    /**
     * A policy of a resource.
     *
     * @param attribute where it stands, such as {@code policy}
     */
    public record Written(String attribute, List<PolicyStatement> statements) {
        /** Copies the statements. */
        public Written {
            statements = List.copyOf(statements);
        }
    }

    private WrittenPolicies() {}

    /** The types that may hold a policy. */
    public static String[] types() {
        return PLACES.keySet().stream().map(WrittenPolicies::type).distinct().toArray(String[]::new);
    }

    /** The places of the policies of resources: type, dot, attribute, such as {@code aws_kms_key.policy}. */
    public static List<String> ofResources() {
        return PLACES.entrySet().stream()
                .filter(place -> place.getValue() == PolicyKind.RESOURCE)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String type(String place) {
        return place.substring(0, place.indexOf('.'));
    }

    /** Those of a resource. */
    public static List<Written> of(Resource resource) {
        List<Written> policies = new ArrayList<>();
        PLACES.forEach((place, kind) -> {
            int dot = place.indexOf('.');
            if (type(place).equals(resource.type())) {
                policies.addAll(read(resource, place.substring(dot + 1), kind));
            }
        });
        return policies;
    }

    private static List<Written> read(Resource resource, String attribute, PolicyKind kind) {
        int dot = attribute.lastIndexOf('.');
        List<Block> holders = dot < 0 ? List.of(resource) : resource.blocks(attribute.substring(0, dot));
        String name = attribute.substring(dot + 1);
        List<Written> policies = new ArrayList<>();
        for (Block holder : holders) {
            if (holder.has(name) && Policies.of(resource.toString(), holder, name, kind) instanceof Policy policy) {
                policies.add(new Written(attribute, policy.statements()));
            }
        }
        return policies;
    }
}
