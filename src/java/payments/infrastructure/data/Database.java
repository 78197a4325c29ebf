package payments.infrastructure.data;

import com.hashicorp.cdktf.ITerraformDependable;
import java.util.List;
import java.util.Optional;
import payments.infrastructure.observability.WatchedDatabase;
import payments.infrastructure.security.KeyArn;

/** The PostgreSQL database of a region, of RDS or Aurora. */
public interface Database {
    /** The identifier of the instance or the cluster. */
    String identifier();

    /** Its ARN. */
    String arn();

    /** The name of its parameter group. */
    String parameterGroup();

    /** Host and port. */
    String endpoint();

    /** Host name of the one that writes; it stays the same when another takes over. */
    String address();

    /** TCP port. */
    Number port();

    /** The ARN of the secret with the administrator's name and password; empty where it lies elsewhere. */
    Optional<String> secretArn();

    /** What must be there before it serves anybody: an endpoint of a cluster exists before its first instance. */
    List<? extends ITerraformDependable> instances();

    /** By what its metrics are known. */
    WatchedDatabase watched();

    /**
     * Where a database lives.
     *
     * @param subnetIds private subnets in two zones or more
     * @param securityGroupId the group that lets the functions in
     * @param keyArn the region's database key
     * @param logsKeyArn the region's key for log groups
     */
    record Location(List<String> subnetIds, String securityGroupId, KeyArn keyArn, KeyArn logsKeyArn) {
        public Location {
            subnetIds = List.copyOf(subnetIds);
        }
    }
}
