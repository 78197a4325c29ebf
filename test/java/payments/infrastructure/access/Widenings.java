package payments.infrastructure.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** Edits after which somebody may do more, or a network path is open that was not. */
final class Widenings {
    private static final String STRANGER = "arn:aws:iam::999999999999:role/stranger";
    private static final String POLICY = "policy";

    private record Kind(String what, int stack, BiConsumer<ObjectNode, Random> edit) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("an action more", 0, identity((statement, random) -> Edits.list(statement, "Action")
                    .add(oneOf(random, "dynamodb:ExportTableToPointInTime", "kms:ReplicateKey", "s3:PutBucketAcl")))),
            new Kind("every action of a service", 0, identity((statement, random) -> Edits.list(statement, "Action")
                    .add(oneOf(random, "redshift:*", "ec2:Run*", "athena:Get?ueryResults")))),
            new Kind("a resource more", 0, identity((statement, random) -> {
                Edits.list(statement, "Resource")
                        .add(oneOf(random, "*", "arn:aws:s3:::other-bucket/*", "arn:aws:dynamodb:*:*:table/*"));
                Edits.list(statement, "Action").add("dynamodb:ListContributorInsights");
            })),
            new Kind("a wildcard in a resource", 0, identity((statement, random) -> {
                ArrayNode resources = Edits.list(statement, "Resource");
                resources.set(0, resources.get(0).asText().equals("*") ? "arn:aws:s3:::x/*" : "*");
                Edits.list(statement, "Action").add("s3:GetObjectAcl");
            })),
            new Kind(
                    "a statement more",
                    0,
                    inPolicy(
                            "aws_iam_policy",
                            POLICY,
                            (policy, random) -> statement(
                                    policy,
                                    "{\"Effect\": \"Allow\", \"Action\": \"iam:CreateUser\", \"Resource\": \"*\"}"))),
            new Kind(
                    "all but some actions",
                    0,
                    inPolicy(
                            "aws_iam_policy",
                            POLICY,
                            (policy, random) -> statement(
                                    policy,
                                    "{\"Effect\": \"Allow\", \"NotAction\": [\"iam:CreateUser\"], \"Resource\": \"*\"}"))),
            new Kind("a boundary less", 0, (root, random) -> Edits.resource(root, "aws_iam_role", random)
                    .remove("permissions_boundary")),
            new Kind("a boundary that denies less", 0, (root, random) -> {
                ObjectNode boundary = boundary(root);
                ObjectNode policy = Edits.policy(boundary, POLICY);
                List<ObjectNode> denies = Edits.statements(policy, "Deny");
                denies.get(random.nextInt(denies.size())).put("Action", "iam:CreateUser");
                statement(policy, "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}");
                Edits.write(boundary, POLICY, policy);
            }),
            new Kind("a denial less", 0, inPolicy("aws_iam_policy", POLICY, (policy, random) -> {
                statement(policy, "{\"Effect\": \"Allow\", \"Action\": \"kms:Encrypt\", \"Resource\": \"*\"}");
                for (ObjectNode deny : Edits.statements(policy, "Deny")) {
                    deny.put("Effect", "Allow");
                    deny.remove(List.of("Condition"));
                }
            })),
            new Kind("a stranger who becomes a role", 0, trust("{\"AWS\": \"" + STRANGER + "\"}")),
            new Kind("a service that becomes a role", 0, trust("{\"Service\": \"glue.amazonaws.com\"}")),
            new Kind("a token that becomes a role", 0, trust("{\"Federated\": \"accounts.google.com\"}")),
            new Kind("an administrator", 0, (root, random) -> {
                String role =
                        root.path("resource").path("aws_iam_role").fieldNames().next();
                Edits.add(root, "aws_iam_role_policy_attachment", "more", """
                        {"role": "${aws_iam_role.%s.name}", "policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"}""".formatted(role));
            }),
            new Kind("a policy of a user", 0, (root, random) -> {
                Edits.add(root, "aws_iam_user", "person", "{\"name\": \"person\"}");
                Edits.add(root, "aws_iam_user_policy", "person", """
                        {"user": "${aws_iam_user.person.name}", "policy": "{\\"Version\\": \\"2012-10-17\\", \\"Statement\\":
                          {\\"Effect\\": \\"Allow\\", \\"Action\\": \\"s3:*\\", \\"Resource\\": \\"*\\"}}"}""".replace("\n", " "));
            }),
            new Kind(
                    "a stranger at a key",
                    1,
                    inPolicy(
                            "aws_kms_key",
                            POLICY,
                            (policy, random) -> statement(
                                    policy,
                                    "{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"%s\"}, \"Action\": \"kms:Decrypt\", \"Resource\": \"*\"}"
                                            .formatted(STRANGER)))),
            new Kind(
                    "a key that its conditions no longer guard",
                    1,
                    inPolicy("aws_kms_key", POLICY, (policy, random) -> Edits.statements(policy, "Allow")
                            .forEach(statement -> {
                                statement.remove(List.of("Condition"));
                                statement.put("Principal", "*");
                            }))),
            new Kind(
                    "a bucket for anybody",
                    1,
                    inPolicy(
                            "aws_s3_bucket_policy",
                            POLICY,
                            (policy, random) -> statement(
                                    policy,
                                    "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}"))),
            new Kind("a bucket without its denials", 1, inPolicy("aws_s3_bucket_policy", POLICY, (policy, random) -> {
                statement(
                        policy,
                        "{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"%s\"}, \"Action\": \"s3:*\", \"Resource\": \"*\"}"
                                .formatted(STRANGER));
                Edits.statements(policy, "Deny").forEach(deny -> deny.put("Action", "s3:Canary"));
            })),
            new Kind(
                    "a denial of a bucket less",
                    1,
                    inPolicy("aws_s3_bucket_policy", POLICY, (policy, random) -> Edits.statements(policy, "Deny")
                            .get(0)
                            .put("Action", "s3:Canary"))),
            new Kind("a bucket without its policy", 1, (root, random) -> {
                ObjectNode policies = root.withObject("resource").withObject("aws_s3_bucket_policy");
                policies.remove(policies.fieldNames().next());
            }),
            new Kind(
                    "a topic that takes plain transport",
                    1,
                    inPolicy("aws_sns_topic_policy", POLICY, (policy, random) -> {
                        ArrayNode statements = Edits.list(policy, "Statement");
                        for (int at = statements.size() - 1; at >= 0; at--) {
                            if (statements.get(at).path("Effect").asText().equals("Deny")) {
                                statements.remove(at);
                            }
                        }
                    })),
            new Kind(
                    "a queue for a service",
                    1,
                    inPolicy(
                            "aws_sqs_queue_policy",
                            POLICY,
                            (policy, random) -> statement(
                                    policy,
                                    "{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"s3.amazonaws.com\"}, \"Action\": \"sqs:SendMessage\", \"Resource\": \"*\"}"))),
            new Kind(
                    "a topic for an organization",
                    1,
                    inPolicy(
                            "aws_sns_topic_policy",
                            POLICY,
                            (policy, random) -> statement(
                                    policy,
                                    "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"sns:Publish\", \"Resource\": \"*\", \"Condition\": {\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-other\"}}}"))),
            new Kind("an endpoint without a policy", 1, (root, random) -> Edits.resource(
                            root, "aws_vpc_endpoint", random)
                    .remove(POLICY)),
            new Kind("a function for every API", 1, (root, random) -> {
                ObjectNode permission = Edits.resource(root, "aws_lambda_permission", random);
                permission.remove(List.of("source_arn", "source_account"));
            }),
            new Kind("a function for everybody", 1, (root, random) -> Edits.resource(
                            root, "aws_lambda_permission", random)
                    .put("principal", "*")),
            new Kind("a block of public access off", 1, (root, random) -> Edits.resource(
                            root, "aws_s3_bucket_public_access_block", random)
                    .put(oneOf(random, "block_public_acls", "block_public_policy"), false)),
            new Kind("a port more", 1, (root, random) -> Edits.resource(
                            root, "aws_vpc_security_group_ingress_rule", random)
                    .put("to_port", 5_500)),
            new Kind("another protocol", 1, (root, random) -> Edits.resource(
                            root, "aws_vpc_security_group_ingress_rule", random)
                    .put("ip_protocol", "udp")),
            new Kind(
                    "a network that comes in",
                    1,
                    (root, random) -> Edits.add(root, "aws_vpc_security_group_ingress_rule", "more", """
                    {"security_group_id": "${aws_security_group.%s.id}", "cidr_ipv4": "%s", "ip_protocol": "tcp",
                     "from_port": 22, "to_port": 22}""".formatted(
                                    group(root), oneOf(random, "10.0.0.0/8", "0.0.0.0/1", "198.51.100.7/32")))),
            new Kind(
                    "a way out",
                    1,
                    (root, random) -> Edits.add(
                            root,
                            "aws_vpc_security_group_egress_rule",
                            "more",
                            "{\"security_group_id\": \"${aws_security_group.%s.id}\", \"cidr_ipv6\": \"::/0\", \"ip_protocol\": \"-1\"}"
                                    .formatted(group(root)))),
            new Kind(
                    "a route",
                    1,
                    (root, random) -> Edits.add(
                            root,
                            "aws_route",
                            "more",
                            "{\"route_table_id\": \"${aws_route_table.%s.id}\", \"destination_cidr_block\": \"172.16.0.0/12\", \"transit_gateway_id\": \"tgw-1\"}"
                                    .formatted(root.path("resource")
                                            .path("aws_route_table")
                                            .fieldNames()
                                            .next()))),
            new Kind(
                    "a peer",
                    1,
                    (root, random) -> Edits.add(
                            root,
                            "aws_vpc_peering_connection",
                            "more",
                            "{\"vpc_id\": \"vpc-1\", \"peer_vpc_id\": \"vpc-%d\"}".formatted(random.nextInt(99)))),
            new Kind(
                    "a grant of a key",
                    1,
                    (root, random) -> Edits.add(
                            root,
                            "aws_kms_grant",
                            "more",
                            "{\"key_id\": \"${aws_kms_key.%s.key_id}\", \"grantee_principal\": \"%s\", \"operations\": [\"Decrypt\"]}"
                                    .formatted(
                                            root.path("resource")
                                                    .path("aws_kms_key")
                                                    .fieldNames()
                                                    .next(),
                                            STRANGER))),
            new Kind("routes of another table", 1, (root, random) -> {
                ObjectNode association = Edits.resource(root, "aws_route_table_association", random);
                while (association.path("route_table_id").asText().contains("public")) {
                    association = Edits.resource(root, "aws_route_table_association", random);
                }
                association.put("route_table_id", "${aws_route_table.network_public_routes_more.id}");
            }),
            new Kind(
                    "routes of a whole network",
                    1,
                    (root, random) -> Edits.add(
                            root,
                            "aws_main_route_table_association",
                            "more",
                            "{\"vpc_id\": \"vpc-1\", \"route_table_id\": \"rtb-%d\"}".formatted(random.nextInt(99)))),
            new Kind(
                    "a door of a network",
                    1,
                    (root, random) -> Edits.add(
                            root,
                            oneOf(
                                    random,
                                    "aws_ec2_instance_connect_endpoint",
                                    "aws_ec2_client_vpn_network_association"),
                            "more",
                            "{\"subnet_id\": \"subnet-1\"}")),
            new Kind(
                    "a copy of a snapshot for a stranger",
                    1,
                    (root, random) -> Edits.add(
                            root,
                            "aws_db_snapshot_copy",
                            "more",
                            "{\"target_db_snapshot_identifier\": \"x\", \"shared_accounts\": [\"999999999999\"]}")),
            new Kind(
                    "an address of a function",
                    1,
                    (root, random) -> Edits.add(
                            root,
                            "aws_lambda_function_url",
                            "more",
                            "{\"function_name\": \"${aws_lambda_function.%s.function_name}\", \"authorization_type\": \"NONE\"}"
                                    .formatted(root.path("resource")
                                            .path("aws_lambda_function")
                                            .fieldNames()
                                            .next()))));

    private Widenings() {}

    static int kinds() {
        return KINDS.size();
    }

    static Edits.Edit choose(int at, List<Edits.Stack> stacks, Random random) {
        Kind kind = KINDS.get(at % KINDS.size());
        Edits.Stack stack = stacks.get(kind.stack());
        ObjectNode root = stack.copy();
        kind.edit().accept(root, random);
        return new Edits.Edit("%d: %s".formatted(at, kind.what()), stack.program(), Edits.program(stack.name(), root));
    }

    private static BiConsumer<ObjectNode, Random> identity(BiConsumer<ObjectNode, Random> edit) {
        return inPolicy("aws_iam_policy", POLICY, (policy, random) -> {
            List<ObjectNode> allows = Edits.statements(policy, "Allow");
            edit.accept(allows.get(random.nextInt(allows.size())), random);
        });
    }

    private static BiConsumer<ObjectNode, Random> inPolicy(
            String type, String attribute, BiConsumer<ObjectNode, Random> edit) {
        return (root, random) -> {
            ObjectNode resource = Edits.resource(root, type, random);
            while (resource.equals(boundary(root))) {
                resource = Edits.resource(root, type, random);
            }
            ObjectNode policy = Edits.policy(resource, attribute);
            edit.accept(policy, random);
            Edits.write(resource, attribute, policy);
        };
    }

    private static BiConsumer<ObjectNode, Random> trust(String principal) {
        return inPolicy(
                "aws_iam_role",
                "assume_role_policy",
                (policy, random) -> statement(
                        policy,
                        "{\"Effect\": \"Allow\", \"Principal\": %s, \"Action\": \"sts:AssumeRole\"}"
                                .formatted(principal)));
    }

    private static void statement(ObjectNode policy, String written) {
        try {
            JsonNode statement = Edits.JSON.readTree(written);
            Edits.list(policy, "Statement").add(statement);
        } catch (IOException e) {
            throw new UncheckedIOException("a statement is no JSON", e);
        }
    }

    /** The policy that limits what all roles may be granted. */
    private static ObjectNode boundary(ObjectNode root) {
        for (JsonNode policy : root.path("resource").path("aws_iam_policy")) {
            if (policy.path("name").asText().contains("boundary")) {
                return (ObjectNode) policy;
            }
        }
        return Edits.JSON.createObjectNode();
    }

    private static String group(ObjectNode root) {
        return root.path("resource").path("aws_security_group").fieldNames().next();
    }

    private static String oneOf(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
