package payments.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.model.KeyState;

/** What a destroyed environment left in a region, by name; keys that wait for their deletion do not count. */
final class Leftovers {
    private Leftovers() {}

    /** The roles of a project. */
    static List<String> roles(Aws aws, String project) {
        try (var iam = aws.iam()) {
            return iam.listRoles().roles().stream()
                    .map(role -> role.roleName())
                    .filter(name -> name.startsWith(project))
                    .toList();
        }
    }

    static List<String> in(Emulator emulator, String region, String project) {
        Aws aws = new Aws(emulator.endpoint(), region);
        List<String> found = new ArrayList<>();
        try (var ec2 = aws.ec2();
                var s3 = aws.s3();
                var dynamoDb = aws.dynamoDb();
                var lambda = aws.lambda();
                var rds = aws.rds();
                var iam = aws.iam();
                var sns = aws.sns();
                var sqs = aws.sqs();
                var sfn = aws.sfn();
                var secrets = aws.secrets();
                var kms = aws.kms()) {
            add(found, "vpc", ec2.describeVpcs().vpcs().stream().filter(vpc -> !vpc.isDefault()), vpc -> vpc.vpcId());
            add(found, "address", ec2.describeAddresses().addresses().stream(), address -> address.allocationId());
            add(
                    found,
                    "nat gateway",
                    ec2.describeNatGateways().natGateways().stream()
                            .filter(gateway -> !gateway.stateAsString().equals("deleted")),
                    gateway -> gateway.natGatewayId());
            add(
                    found,
                    "peering",
                    ec2.describeVpcPeeringConnections().vpcPeeringConnections().stream()
                            .filter(peering -> !peering.status().codeAsString().equals("deleted")),
                    peering -> peering.vpcPeeringConnectionId());
            add(found, "bucket", s3.listBuckets().buckets().stream(), bucket -> bucket.name());
            add(found, "table", dynamoDb.listTables().tableNames().stream(), name -> name);
            add(found, "function", lambda.listFunctions().functions().stream(), function -> function.functionName());
            add(
                    found,
                    "database",
                    rds.describeDBInstances().dbInstances().stream(),
                    database -> database.dbInstanceIdentifier());
            add(found, "role", roles(aws, project).stream(), name -> name);
            add(
                    found,
                    "policy",
                    iam.listPolicies(request -> request.scope("Local")).policies().stream(),
                    policy -> policy.policyName());
            add(found, "topic", sns.listTopics().topics().stream(), topic -> topic.topicArn());
            add(found, "queue", sqs.listQueues().queueUrls().stream(), url -> url);
            add(
                    found,
                    "state machine",
                    sfn.listStateMachines().stateMachines().stream(),
                    machine -> machine.stateMachineArn());
            add(
                    found,
                    "mapping",
                    lambda.listEventSourceMappings().eventSourceMappings().stream(),
                    mapping -> mapping.functionArn());
            add(
                    found,
                    "rule",
                    names(emulator.post("AWSEvents.ListRules", "{}", "events/" + region), "Name"),
                    name -> name);
            add(found, "api", names(emulator.get("/restapis", "apigateway/" + region), "name"), name -> name);
            add(
                    found,
                    "log group",
                    names(emulator.post("Logs_20140328.DescribeLogGroups", "{}", "logs/" + region), "logGroupName"),
                    name -> name);
            add(
                    found,
                    "log resource policy",
                    names(
                            emulator.post("Logs_20140328.DescribeResourcePolicies", "{}", "logs/" + region),
                            "policyName"),
                    name -> name);
            add(
                    found,
                    "firewall",
                    names(
                            emulator.post("AWSWAF_20190729.ListWebACLs", "{\"Scope\":\"REGIONAL\"}", "wafv2/" + region),
                            "Name"),
                    name -> name);
            if (emulator.proxy().masks().in(region) > 0) {
                found.add("masks of log groups");
            }
            add(
                    found,
                    "trail",
                    names(
                            emulator.post(
                                    "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.ListTrails",
                                    "{}",
                                    "cloudtrail/" + region),
                            "Name"),
                    name -> name);
            for (String kind : List.of("ConfigurationRecorders", "DeliveryChannels", "ConfigRules")) {
                String answer = emulator.post("StarlingDoveService.Describe" + kind, "{}", "config/" + region);
                add(found, kind, Stream.concat(names(answer, "name"), names(answer, "ConfigRuleName")), name -> name);
            }
            if (emulator.query("Action=ListDashboards&Version=2010-08-01", "monitoring/" + region)
                    .contains(project + "-")) {
                found.add("dashboard of " + project);
            }
            add(
                    found,
                    "parameter group",
                    rds.describeDBParameterGroups().dbParameterGroups().stream()
                            .filter(group -> group.dbParameterGroupName().startsWith(project)),
                    group -> group.dbParameterGroupName());
            add(
                    found,
                    "subnet group",
                    rds.describeDBSubnetGroups().dbSubnetGroups().stream(),
                    group -> group.dbSubnetGroupName());
            add(
                    found,
                    "alias",
                    kms.listAliases().aliases().stream()
                            .filter(alias -> alias.aliasName().startsWith("alias/" + project)),
                    alias -> alias.aliasName());
            add(found, "alarm", Alarms.in(emulator, region).stream(), Alarms.Alarm::name);
            add(found, "secret", secrets.listSecrets().secretList().stream(), secret -> secret.name());
            add(
                    found,
                    "key",
                    kms.listKeys().keys().stream()
                            .map(key -> kms.describeKey(request -> request.keyId(key.keyId()))
                                    .keyMetadata())
                            .filter(key -> key.keyState() != KeyState.PENDING_DELETION)
                            // The emulator makes keys of its own; ours say whose they are.
                            .filter(key -> key.description().contains(project + "-")),
                    key -> key.keyId());
        }
        return found;
    }

    private static Stream<String> names(String json, String field) {
        try {
            return new ObjectMapper().readTree(json).findValuesAsText(field).stream();
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }

    private static <T> void add(List<String> found, String kind, Stream<T> things, Function<T, String> name) {
        things.forEach(thing -> found.add(kind + " " + name.apply(thing)));
    }
}
