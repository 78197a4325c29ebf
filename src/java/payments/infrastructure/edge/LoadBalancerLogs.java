package payments.infrastructure.edge;

import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;

/** Where a load balancer writes its access log, in the region's bucket of access logs: its key must be S3's own. */
public final class LoadBalancerLogs {
    static final String PREFIX = "load-balancer";

    private LoadBalancerLogs() {}

    /**
     * What the bucket's policy must let the load balancer do (Elastic Load Balancing guide, "Enable access logs for your
     * Application Load Balancer").
     */
    public static Statement delivery(Placement placement) {
        String bucket = placement.arns().bucket(placement.name(ResourceName.ACCESS_LOG_BUCKET));
        return Statement.allow("DeliverLoadBalancerLogs", "s3:PutObject")
                .toService("logdelivery.elasticloadbalancing.amazonaws.com")
                .on("%s/%s/AWSLogs/%s/*".formatted(bucket, PREFIX, placement.account()))
                .when("StringEquals", "aws:SourceAccount", placement.account())
                .when(
                        "ArnLike",
                        "aws:SourceArn",
                        placement.arns().loadBalancers(placement.region(), placement.name(ResourceName.LOAD_BALANCER)));
    }
}
