package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.Objections;
import payments.infrastructure.text.Nearest;

/**
 * An endpoint names a service of its region, and has the arguments of its type: a gateway has route tables, an interface has one
 * subnet in each zone and security groups. Private names need both DNS attributes of the VPC, and one endpoint for each service.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html">AWS: services with
 *     endpoints</a>
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html">AWS: CreateVpcEndpoint</a>
 */
@Guardrail(
        id = "vpc-endpoints-fit",
        severity = Severity.HIGH,
        expects = "an endpoint that EC2 accepts",
        fix = "name a service of the region, and only the arguments that the type of endpoint has",
        why = "EC2 refuses the endpoint, or it leads nowhere, and functions wait for a service until they time out",
        sources = "ours: Terraform takes any text for a service")
final class VpcEndpointsFit extends AcceptanceRule {
    private static final String SERVICE = "service_name";
    private static final String SUBNETS = "subnet_ids";
    private static final String TABLES = "route_table_ids";
    private static final Pattern OF_AWS =
            Pattern.compile("com\\.amazonaws\\.([a-z]{2}(?:-[a-z]+)+-[0-9])\\.([a-z0-9.-]+)");
    private static final Set<String> WITH_GATEWAY = Set.of("s3", "dynamodb");

    /** Services that are called otherwise in endpoints than elsewhere. */
    private static final Map<String, String> CALLED = Map.of(
            "cloudwatch", "monitoring",
            "eventbridge", "events",
            "stepfunctions", "states",
            "step-functions", "states",
            "apigateway", "execute-api",
            "parameterstore", "ssm",
            "ecr", "ecr.api",
            "elb", "elasticloadbalancing",
            "cloudwatchlogs", "logs");

    /** Services that payment platforms use; an endpoint of another service is taken for right unless it nearly has one of these names. */
    private static final Set<String> KNOWN = Set.of(
            "access-analyzer",
            "acm-pca",
            "application-autoscaling",
            "athena",
            "autoscaling",
            "backup",
            "cloudformation",
            "cloudtrail",
            "codebuild",
            "codedeploy",
            "cognito-idp",
            "config",
            "dynamodb",
            "dynamodb-streams",
            "ec2",
            "ec2messages",
            "ecr.api",
            "ecr.dkr",
            "ecs",
            "ecs-agent",
            "ecs-telemetry",
            "elasticache",
            "elasticfilesystem",
            "elasticloadbalancing",
            "events",
            "execute-api",
            "git-codecommit",
            "glue",
            "guardduty-data",
            "inspector2",
            "kinesis-firehose",
            "kinesis-streams",
            "kms",
            "kms-fips",
            "lambda",
            "logs",
            "macie2",
            "monitoring",
            "pipes",
            "rds",
            "rds-data",
            "s3",
            "s3express",
            "sagemaker.api",
            "scheduler",
            "secretsmanager",
            "securityhub",
            "servicediscovery",
            "sms",
            "sns",
            "sqs",
            "ssm",
            "ssmmessages",
            "states",
            "sts",
            "sync-states",
            "synthetics",
            "transfer",
            "xray",
            "email",
            "email-smtp",
            "dms",
            "ebs",
            "emr",
            "es",
            "iot.data",
            "kafka",
            "mq",
            "payment-cryptography.controlplane",
            "payment-cryptography.dataplane",
            "redshift",
            "redshift-data",
            "textract",
            "wafv2");

    VpcEndpointsFit() {
        super("aws_vpc_endpoint");
    }

    @Override
    protected void examine(Resource endpoint, Objections objections) {
        Matcher service = OF_AWS.matcher(known(endpoint.attribute(SERVICE)));
        boolean ofAws = service.matches();
        if (ofAws) {
            examineService(endpoint, service.group(1), service.group(2), objections);
        }
        String type = Endpoints.typeOf(endpoint);
        if (type.equals("Gateway")) {
            objections.addIf(
                    ofAws && !WITH_GATEWAY.contains(service.group(2)),
                    endpoint,
                    "vpc_endpoint_type",
                    "Interface: only S3 and DynamoDB have gateway endpoints");
            objections.addEach(
                    endpoint,
                    "nothing: a gateway is no interface",
                    SUBNETS,
                    "security_group_ids",
                    "private_dns_enabled");
            objections.addIf(
                    endpoint.attribute(TABLES).elements().isEmpty()
                            && endpoint.attribute(TABLES).isAbsent()
                            && endpoint.referrers("aws_vpc_endpoint_route_table_association", "vpc_endpoint_id")
                                    .isEmpty(),
                    endpoint,
                    TABLES,
                    "the route tables that lead to the gateway");
        } else if (type.equals("Interface")) {
            objections.addEach(endpoint, "nothing: no route leads to an interface", TABLES);
            examineZones(endpoint, objections);
            examineNames(endpoint, objections);
        }
    }

    private static String known(Value value) {
        return value.isKnown() ? value.text() : "";
    }

    private static void examineService(Resource endpoint, String region, String service, Objections objections) {
        Value other = endpoint.attribute("service_region");
        String wanted = other.isKnown() ? other.text() : other.isAbsent() ? endpoint.region() : "";
        objections.addIf(
                !wanted.isEmpty() && !wanted.equals(region),
                endpoint,
                SERVICE,
                "a service of %s, com.amazonaws.%s.%s".formatted(wanted, wanted, service));
        Optional<String> meant = Optional.ofNullable(CALLED.get(service))
                .or(() -> KNOWN.contains(service)
                        ? Optional.empty()
                        : KNOWN.stream()
                                .filter(name -> name.length() > 3 && Nearest.distance(name, service) <= 2)
                                .sorted()
                                .findFirst());
        meant.ifPresent(name -> objections.add(
                "service",
                SERVICE,
                endpoint.attribute(SERVICE).text(),
                "a service that has endpoints, such as com.amazonaws.%s.%s".formatted(region, name)));
    }

    private static void examineZones(Resource endpoint, Objections objections) {
        Set<String> zones = new TreeSet<>();
        for (Value subnet : endpoint.attribute(SUBNETS).elements()) {
            Set<String> zone = Subnets.zones(List.of(subnet));
            if (!zone.isEmpty() && !zones.addAll(zone)) {
                objections.add(
                        subnet.target("aws_subnet").map(Resource::address).orElse(""),
                        SUBNETS,
                        "a second subnet in " + String.join(", ", zone),
                        "one subnet in each zone");
            }
        }
    }

    private static void examineNames(Resource endpoint, Objections objections) {
        if (!endpoint.attribute("private_dns_enabled").isTrue()) {
            return;
        }
        Optional<Resource> vpc =
                endpoint.attribute("vpc_id").target("aws_vpc").filter(found -> found.kind() == Resource.Kind.MANAGED);
        if (vpc.isEmpty()) {
            return;
        }
        Value names = vpc.get().attribute("enable_dns_hostnames");
        Value support = vpc.get().attribute("enable_dns_support");
        if (names.isAbsent() || names.isFalse() || support.isFalse()) {
            objections.add(
                    "private_dns_enabled",
                    "true, in a VPC without DNS names",
                    "enable_dns_hostnames and enable_dns_support of %s"
                            .formatted(vpc.get().address()));
        }
        for (Resource other : vpc.get().referrers("aws_vpc_endpoint", "vpc_id")) {
            boolean same = !other.equals(endpoint)
                    && other.attribute("private_dns_enabled").isTrue()
                    && other.attribute(SERVICE).isKnown()
                    && other.attribute(SERVICE)
                            .text()
                            .equals(endpoint.attribute(SERVICE).text());
            if (same) {
                objections.add(
                        other.address(),
                        "private_dns_enabled",
                        "true, as of " + other.address(),
                        "one endpoint of a VPC with the private names of a service");
            }
        }
    }
}
