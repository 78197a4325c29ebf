package payments.infrastructure.identity;

import java.util.List;
import java.util.function.Function;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.naming.Arns;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;

/**
 * The environment whose roles are described. IAM knows no regions, so a role exists once and serves all of them; its policy
 * names the exact resources of each region by the naming rule.
 *
 * @param placement the IAM provider's
 * @param environment whose regions and settings decide what a role reaches
 * @param permanentRecords ARNs of tables and buckets with records that no function may delete
 */
public record RoleContext(Placement placement, Environment environment, List<String> permanentRecords) {
    public RoleContext {
        permanentRecords = List.copyOf(permanentRecords);
    }

    /** An environment of which it is not asked yet what must never be deleted. */
    public RoleContext(Placement placement, Environment environment) {
        this(placement, environment, List.of());
    }

    /** The same with these permanent records. */
    public RoleContext withPermanentRecords(List<String> arns) {
        return new RoleContext(placement, environment, arns);
    }

    public Settings settings() {
        return environment.settings();
    }

    /** ARNs in this account. */
    public Arns arns() {
        return placement.arns();
    }

    /** The environment's account: its number where the deployment says it, else the expression that asks for it at plan time. */
    public String account() {
        return environment.account() != null ? environment.account() : placement.account();
    }

    /** The name of a resource that every region calls the same. */
    public String name(ResourceName resource) {
        return placement.names().of(resource, "");
    }

    /** The name of a resource in a region. */
    public String name(ResourceName resource, String region) {
        return placement.names().of(resource, region);
    }

    /** The codes of all regions, by priority. */
    public List<String> regions() {
        return environment.regions().stream().map(Region::code).toList();
    }

    /** One ARN for each region, also for those that take no payments. */
    public List<String> inEveryRegion(Function<String, String> arn) {
        return regions().stream().map(arn).toList();
    }

    /** One ARN for each region that takes payments. */
    public List<String> inEachRegion(Function<String, String> arn) {
        return environment.serving().stream().map(Region::code).map(arn).toList();
    }

    /** Tables of this name. */
    public List<String> tables(ResourceName table) {
        return inEachRegion(region -> arns().table(region, name(table, region)));
    }

    /** Queues of this name. */
    public List<String> queues(ResourceName queue) {
        return inEachRegion(region -> arns().queue(region, name(queue)));
    }

    /** Topics of this name. */
    public List<String> topics(ResourceName topic) {
        return inEachRegion(region -> arns().topic(region, name(topic)));
    }

    /** The alias {@code live} of a function. */
    public List<String> aliases(ResourceName function) {
        return inEachRegion(region -> arns().alias(region, name(function), "live"));
    }

    /** State machines of this name. */
    public List<String> stateMachines(ResourceName machine) {
        return inEachRegion(region -> arns().stateMachine(region, name(machine)));
    }

    /** Every execution of state machines of this name, those of their distributed maps too. */
    public List<String> executionsWithMaps(ResourceName machine) {
        return inEachRegion(region -> arns().executionsWithMaps(region, name(machine)));
    }

    /** Every execution of state machines of this name. */
    public List<String> executions(ResourceName machine) {
        return inEachRegion(region -> arns().executions(region, name(machine)));
    }

    /** What lies under a path in buckets of this name. */
    public List<String> objects(ResourceName bucket, String path) {
        return inEachRegion(region -> arns().bucket(name(bucket, region)) + path);
    }
}
