package payments.infrastructure.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.access.Atoms.Atom;
import payments.infrastructure.access.Change.Area;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** Switches and shares, besides policies and networks, that let others at a resource. */
final class Exposures {
    private static final String ANYBODY = "anybody";

    /** A switch: of which type, in which attribute, and the value that opens. */
    private record Switch(String type, List<String> attributes, Set<String> opens) {}

    private static final Set<String> TRUE = Set.of("true");

    /** What opens a resource by one value. */
    private static final List<Switch> SWITCHES = List.of(
            new Switch("aws_db_instance", List.of("publicly_accessible"), TRUE),
            new Switch("aws_rds_cluster_instance", List.of("publicly_accessible"), TRUE),
            new Switch("aws_redshift_cluster", List.of("publicly_accessible"), TRUE),
            new Switch("aws_mq_broker", List.of("publicly_accessible"), TRUE),
            new Switch("aws_dms_replication_instance", List.of("publicly_accessible"), TRUE),
            new Switch("aws_instance", List.of("associate_public_ip_address"), TRUE),
            new Switch("aws_subnet", List.of("map_public_ip_on_launch", "assign_ipv6_address_on_creation"), TRUE),
            new Switch("aws_lb", List.of("internal"), Set.of("false")),
            new Switch("aws_alb", List.of("internal"), Set.of("false")),
            new Switch("aws_eks_cluster", List.of("vpc_config.endpoint_public_access"), TRUE),
            new Switch("aws_lambda_function_url", List.of("authorization_type"), Set.of("NONE")),
            new Switch("aws_apigatewayv2_route", List.of("authorization_type"), Set.of("NONE")),
            new Switch("aws_api_gateway_method", List.of("authorization"), Set.of("NONE")),
            new Switch(
                    "aws_s3_bucket_acl",
                    List.of("acl"),
                    Set.of("public-read", "public-read-write", "authenticated-read")),
            new Switch(
                    "aws_s3_object", List.of("acl"), Set.of("public-read", "public-read-write", "authenticated-read")));

    private static final List<String> BLOCKS =
            List.of("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets");

    /** A share: of which type, and the attribute with those it is shared with. */
    private record Share(String type, String attribute) {}

    private static final List<Share> SHARES = List.of(
            new Share("aws_ram_principal_association", "principal"),
            new Share("aws_ami_launch_permission", "account_id"),
            new Share("aws_snapshot_create_volume_permission", "account_id"),
            new Share("aws_db_snapshot", "shared_accounts"),
            new Share("aws_db_snapshot_copy", "shared_accounts"),
            new Share("aws_db_cluster_snapshot", "shared_accounts"),
            new Share("aws_rds_cluster_snapshot_copy", "shared_accounts"),
            new Share("aws_lambda_layer_version_permission", "principal"),
            new Share("aws_ssm_document", "permissions.account_ids"),
            new Share("aws_oam_link", "sink_identifier"),
            new Share("aws_config_aggregate_authorization", "account_id"),
            new Share("aws_organizations_delegated_administrator", "account_id"),
            new Share("aws_redshift_endpoint_authorization", "account"),
            new Share("aws_vpc_endpoint_service_allowed_principal", "principal_arn"),
            new Share("aws_vpc_endpoint_service", "allowed_principals"),
            new Share("aws_route53_vpc_association_authorization", "vpc_id"),
            new Share("aws_cloudwatch_event_permission", "principal"),
            new Share("aws_lakeformation_permissions", "principal"),
            new Share("aws_s3_bucket_acl", "access_control_policy.grant.grantee.id"),
            new Share("aws_s3_bucket_acl", "access_control_policy.grant.grantee.uri"));

    private Exposures() {}

    static Atoms of(Program program, Renames renames) {
        Atoms atoms = new Atoms();
        for (Switch one : SWITCHES) {
            for (Resource resource : program.resources(one.type())) {
                one.attributes().forEach(attribute -> opened(resource, attribute, one.opens())
                        .ifPresent(value -> atoms.add(
                                resource.stack().name(),
                                new Atom(
                                        Area.EXPOSURE,
                                        ANYBODY,
                                        List.of("%s = %s".formatted(attribute, value)),
                                        Labels.of(resource, renames)))));
            }
        }
        for (Share share : SHARES) {
            for (Resource resource : program.resources(share.type())) {
                values(resource, share.attribute())
                        .forEach(with -> atoms.add(
                                resource.stack().name(),
                                new Atom(
                                        Area.EXPOSURE,
                                        renames.apply(with),
                                        List.of(share.attribute()),
                                        Labels.of(resource, renames))));
            }
        }
        blocks(program, renames, atoms);
        return atoms;
    }

    /** A bucket without a block, and a block without one of its arguments, let public policies and ACLs through. */
    private static void blocks(Program program, Renames renames, Atoms atoms) {
        for (Resource bucket : program.resources("aws_s3_bucket")) {
            List<Resource> blocks = bucket.referrers("aws_s3_bucket_public_access_block", "bucket");
            BLOCKS.stream()
                    .filter(name -> blocks.stream()
                            .noneMatch(block -> block.attribute(name).isTrue()))
                    .forEach(name -> atoms.add(bucket.stack().name(), block(name, Labels.of(bucket, renames))));
        }
        for (Resource block : program.resources("aws_s3_account_public_access_block")) {
            BLOCKS.stream()
                    .filter(name -> !block.attribute(name).isTrue())
                    .forEach(name -> atoms.add(block.stack().name(), block(name, "every bucket of the account")));
        }
    }

    private static Atom block(String name, String on) {
        return new Atom(Area.EXPOSURE, ANYBODY, List.of(name + " is off"), on);
    }

    /** The value that opens, or that may, since Terraform alone knows it. */
    private static Optional<String> opened(Resource resource, String attribute, Set<String> opens) {
        Value value = resource.attribute(attribute);
        return value.isUnknown() || opens.contains(value.text()) ? Optional.of(value.text()) : Optional.empty();
    }

    private static List<String> values(Resource resource, String attribute) {
        int last = attribute.lastIndexOf('.');
        List<Block> holders = last < 0 ? List.of(resource) : resource.blocks(attribute.substring(0, last));
        return holders.stream()
                .flatMap(holder ->
                        holder.attribute(attribute.substring(last + 1)).texts())
                .toList();
    }
}
