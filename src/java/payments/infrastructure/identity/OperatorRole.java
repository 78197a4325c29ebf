package payments.infrastructure.identity;

import com.hashicorp.cdktf.providers.aws.iam_role.IamRole;
import java.util.Map;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The role of the people who operate one environment: they read its functions' logs and the state of its queues and executions, and
 * change nothing. Who may assume it is the environment's own; the role of another environment lets other people in.
 *
 * <p>The trust names their account and the ARN as a condition, since IAM refuses a principal that does not exist yet and knows no
 * pattern there (IAM guide, "AWS JSON policy elements: Principal"). It asks for no second factor: of people who sign in by IAM
 * Identity Center that is not known here, and their provider asks for it.
 */
public final class OperatorRole extends Construct {
    private static final int ACCOUNT_IN_ARN = 4;

    private final Placement placement;

    /**
     * Defines the role.
     *
     * @param operators ARN of the role or user by which people operate the environment
     * @param boundary what it can do at most
     */
    public OperatorRole(
            Construct scope, String id, Placement placement, String operators, PermissionBoundary boundary) {
        super(scope, id);
        this.placement = placement;
        String name = placement.names().of(ResourceName.OPERATORS, "");
        IamRole role = IamRole.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .description("People who operate the environment: they look, and change nothing")
                .assumeRolePolicy(PolicyDocument.of(trust(operators)).toJson())
                .permissionsBoundary(boundary.arn())
                .tags(Map.of("Name", name))
                .build();
        ManagedPolicies.attach(this, placement, role, PolicyDocument.of(logs(), work()));
    }

    private static Statement trust(String operators) {
        String account = operators.split(":", -1)[ACCOUNT_IN_ARN];
        return Statement.allow("AssumeByOperators", "sts:AssumeRole")
                .to("arn:aws:iam::%s:root".formatted(account))
                .when("ArnLike", "aws:PrincipalArn", operators);
    }

    private Statement logs() {
        String groups =
                regional("logs", "log-group:/aws/lambda/" + placement.names().plain("*"));
        return Statement.allow("ReadLogs", "logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents")
                .on(groups, groups + ":*");
    }

    private Statement work() {
        String own = placement.names().plain("*");
        return Statement.allow("LookAtWork", "sqs:GetQueueAttributes", "states:DescribeExecution")
                .on(regional("sqs", own), regional("states", "execution:" + own + "*"));
    }

    private String regional(String service, String resource) {
        return "arn:aws:%s:*:%s:%s".formatted(service, placement.account(), resource);
    }
}
