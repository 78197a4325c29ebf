package payments.infrastructure.data;

import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;

/**
 * Where a copy of the home's database lives, beside the standby region's own database.
 *
 * @param placement the standby region
 * @param securityGroupId the database group of that region
 * @param keyArn the database key of that region
 * @param logsKeyArn the key of that region's log groups
 */
public record StandbyLocation(Placement placement, String securityGroupId, KeyArn keyArn, KeyArn logsKeyArn) {}
