package payments.infrastructure.identity;

import java.util.List;
import java.util.function.Function;
import payments.infrastructure.naming.Arns;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;

/**
 * What all roles of an environment have in common.
 *
 * @param placement the IAM provider's
 * @param regions codes of the regions that the roles serve
 * @param boundary what each role can do at most
 * @param inNetwork whether functions run in a network of the environment's own
 */
public record RoleContext(Placement placement, List<String> regions, PermissionBoundary boundary, boolean inNetwork) {
    public RoleContext {
        regions = List.copyOf(regions);
    }

    /** ARNs in this account. */
    Arns arns() {
        return placement.arns();
    }

    /** The name of a resource that every region calls the same. */
    String name(ResourceName resource) {
        return placement.names().of(resource, "");
    }

    /** The name of a resource in a region. */
    String name(ResourceName resource, String region) {
        return placement.names().of(resource, region);
    }

    /** One ARN for each region. */
    List<String> inEachRegion(Function<String, String> arn) {
        return regions.stream().map(arn).toList();
    }

    /** The payments tables. */
    List<String> paymentTables() {
        return inEachRegion(region -> arns().table(region, name(ResourceName.PAYMENTS_TABLE, region)));
    }

    /** The tables of audit records. */
    List<String> auditTables() {
        return inEachRegion(region -> arns().table(region, name(ResourceName.AUDIT_TABLE, region)));
    }

    /** The user of the databases that keeps the books, as their migration makes it. */
    List<String> databaseUsers() {
        return inEachRegion(region -> arns().databaseUser(region, "payments_app"));
    }

    /** The tables of batch records. */
    List<String> statusTables() {
        return inEachRegion(region -> arns().table(region, name(ResourceName.BATCH_STATUS_TABLE, region)));
    }

    /** The queues of what workers could not do. */
    List<String> failureQueues() {
        return inEachRegion(region -> arns().queue(region, name(ResourceName.FAILED_INVOCATIONS)));
    }

    /** The topics of payment events. */
    List<String> eventTopics() {
        return inEachRegion(region -> arns().topic(region, name(ResourceName.PAYMENT_EVENTS)));
    }

    /** The alias {@code live} of a function. */
    List<String> aliases(ResourceName function) {
        return inEachRegion(region -> arns().alias(region, name(function), "live"));
    }

    /** State machines of this name. */
    List<String> stateMachines(ResourceName machine) {
        return inEachRegion(region -> arns().stateMachine(region, name(machine)));
    }

    /** Buckets of this name. */
    List<String> buckets(ResourceName bucket, String path) {
        return inEachRegion(region -> arns().bucket(name(bucket, region)) + path);
    }
}
