package payments.infrastructure.edge;

import com.hashicorp.cdktf.providers.aws.lambda_permission.LambdaPermission;
import com.hashicorp.cdktf.providers.aws.lb_target_group.LbTargetGroup;
import com.hashicorp.cdktf.providers.aws.lb_target_group.LbTargetGroupHealthCheck;
import com.hashicorp.cdktf.providers.aws.lb_target_group_attachment.LbTargetGroupAttachment;
import java.util.List;
import java.util.Map;
import payments.infrastructure.api.ApiRoutes;
import payments.infrastructure.compute.FunctionAlias;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The function as a load balancer's target. The target group alone may call it, and has the permission before it is registered
 * (Elastic Load Balancing guide, "Use Lambda functions as targets").
 */
final class FunctionTarget extends Construct {
    private static final int CHECK_SECONDS = 60;
    private static final int ANSWER_SECONDS = 10;

    private final LbTargetGroup group;

    FunctionTarget(Construct scope, String id, Placement placement, FunctionAlias function) {
        super(scope, id);
        String name = placement.name(ResourceName.LOAD_BALANCER);
        this.group = LbTargetGroup.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .targetType("lambda")
                // Else of a header that is sent twice only the last value would reach the function.
                .lambdaMultiValueHeadersEnabled(true)
                .healthCheck(LbTargetGroupHealthCheck.builder()
                        .enabled(true)
                        .path("/" + ApiRoutes.HEALTH)
                        .matcher("200")
                        .interval(CHECK_SECONDS)
                        .timeout(ANSWER_SECONDS)
                        .healthyThreshold(2)
                        .unhealthyThreshold(3)
                        .build())
                .tags(Map.of("Name", name))
                .build();
        LambdaPermission permission = LambdaPermission.Builder.create(this, "permission")
                .provider(placement.provider())
                .statementId("load-balancer")
                .action("lambda:InvokeFunction")
                .functionName(function.functionName())
                .qualifier(function.name())
                .principal("elasticloadbalancing.amazonaws.com")
                .sourceArn(group.getArn())
                .sourceAccount(placement.account())
                .build();
        LbTargetGroupAttachment.Builder.create(this, "function")
                .provider(placement.provider())
                .targetGroupArn(group.getArn())
                .targetId(function.arn())
                .dependsOn(List.of(permission))
                .build();
    }

    String arn() {
        return group.getArn();
    }

    /** The part of its ARN that CloudWatch knows it by. */
    String arnSuffix() {
        return group.getArnSuffix();
    }
}
