package payments.infrastructure.guardrail.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/**
 * A DynamoDB global table that the Cloud Control API makes: a document in a text, whose copies are tables of their regions.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html">AWS:
 *     AWS::DynamoDB::GlobalTable</a>
 */
public final class GlobalTable {
    /** The type of the resources that the Cloud Control API makes, whatever they are. */
    public static final String TYPE = "aws_cloudcontrolapi_resource";

    /** The document. */
    public static final String STATE = "desired_state";

    private static final String KIND = "AWS::DynamoDB::GlobalTable";

    private final Resource resource;

    private GlobalTable(Resource resource) {
        this.resource = resource;
    }

    /** The global table that a resource is; empty where it is something else. */
    public static Optional<GlobalTable> of(Resource resource) {
        return resource.type().equals(TYPE) && resource.attribute("type_name").is(KIND)
                ? Optional.of(new GlobalTable(resource))
                : Optional.empty();
    }

    /** All of a program. */
    public static List<GlobalTable> in(Program program) {
        return program.resources(TYPE).stream()
                .flatMap(resource -> of(resource).stream())
                .toList();
    }

    private record Logs(List<GlobalTable> tables) {}

    private static List<GlobalTable> logs(Program program) {
        return program.once(
                        Logs.class,
                        Logs.class,
                        () -> new Logs(
                                in(program).stream().filter(GlobalTable::isLog).toList()))
                .tables();
    }

    /** Whether a name in a region means a copy of one of a program. */
    public static boolean hasCopy(Program program, Value name, String region) {
        return in(program).stream()
                .anyMatch(table -> name.is(table.name()) && table.regions().contains(region));
    }

    /** The resource that makes it. */
    public Resource resource() {
        return resource;
    }

    public String name() {
        return wanted("TableName").text();
    }

    /** A property of the whole table. */
    public Value wanted(String property) {
        return resource.attribute(shown(property));
    }

    /** How messages call a property. */
    public static String shown(String property) {
        return STATE + "." + property;
    }

    /** The copies. */
    public List<Block> replicas() {
        return resource.blocks(shown("Replicas"));
    }

    /** The regions of the copies. */
    public List<String> regions() {
        return replicas().stream().map(GlobalTable::region).toList();
    }

    /** The region of a copy. */
    public static String region(Block replica) {
        return replica.attribute("Region").text();
    }

    /** The regions of the places without a copy to read. */
    public List<String> witnesses() {
        return resource.blocks(shown("GlobalTableWitnesses")).stream()
                .map(GlobalTable::region)
                .toList();
    }

    /** Whether a condition sees the latest version in each region. */
    public boolean isStrong() {
        return wanted("MultiRegionConsistency").is("STRONG");
    }

    /**
     * Whether it is a log: the sort key of a log is a number, the version, which is written once. Who wrote it first has made it, so a
     * log that is not the same everywhere is none.
     */
    public boolean isLog() {
        Set<String> numbers = Set.copyOf(resource.blocks(shown("AttributeDefinitions")).stream()
                .filter(attribute -> attribute.attribute("AttributeType").is("N"))
                .map(attribute -> attribute.attribute("AttributeName").text())
                .toList());
        return resource.blocks(shown("KeySchema")).stream()
                .anyMatch(key -> key.attribute("KeyType").is("RANGE")
                        && key.attribute("AttributeName").isOneOf(numbers));
    }

    /** The log that a resource's environment has a copy of in the resource's region; empty where it has none. */
    public static Optional<GlobalTable> logBeside(Resource user) {
        return logs(user.stack().program()).stream()
                .filter(log -> log.regions().contains(user.region()))
                .filter(log -> log.isOfEnvironment(user))
                .findFirst();
    }

    /** Whether a resource is of the same environment, as far as both say of which one they are. */
    public boolean isOfEnvironment(Resource other) {
        return resource.environment().isEmpty()
                || other.environment().isEmpty()
                || resource.environment().equalsIgnoreCase(other.environment());
    }

    /** The copy in a region as Terraform reads it: a data source, which knows the ARN of its stream. */
    public List<Resource> copies(String region) {
        return resource.referrers().stream()
                .filter(copy -> copy.kind() == Resource.Kind.DATA && copy.type().equals("aws_dynamodb_table"))
                .filter(copy -> copy.region().equals(region))
                .toList();
    }

    /** The ARN of the copy in a region. */
    public String arn(String region) {
        return "arn:aws:dynamodb:%s:%s:table/%s".formatted(region, resource.account(), name());
    }
}
