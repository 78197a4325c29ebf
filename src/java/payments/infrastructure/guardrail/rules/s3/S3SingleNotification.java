package payments.infrastructure.guardrail.rules.s3;

import java.util.Map;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * All notifications of a bucket stand in one resource, which waits for the permission or queue policy that lets S3 in.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket_notification">Terraform:
 *     aws_s3_bucket_notification</a>
 */
@Guardrail(
        id = "s3-single-notification",
        severity = Severity.HIGH,
        expects = "one notification resource for each bucket, created after the permission of what it calls",
        fix = "merge into one aws_s3_bucket_notification and name the permission in depends_on",
        why = "A second one erases the first, and S3 refuses a target that has not let it in yet",
        sources = "ours: the Terraform provider replaces the whole configuration")
final class S3SingleNotification extends ResourceRule {
    private static final String NOTIFICATION = "aws_s3_bucket_notification";

    /** By block: what must exist before. */
    private static final Map<String, String> PERMISSIONS = Map.of(
            "lambda_function", "aws_lambda_permission",
            "queue", "aws_sqs_queue_policy",
            "topic", "aws_sns_topic_policy");

    S3SingleNotification() {
        super(NOTIFICATION);
    }

    @Override
    protected void judge(Resource notification, Verdicts verdicts) {
        Optional<Resource> bucket = Buckets.named(notification, notification.attribute("bucket"));
        int siblings = bucket.map(
                        found -> Buckets.companions(found, NOTIFICATION).size())
                .orElse(1);
        if (siblings > 1) {
            verdicts.fail("bucket", siblings + " notifications of one bucket");
        }
        PERMISSIONS.forEach((block, permission) -> {
            if (!notification.blocks(block).isEmpty()
                    && notification.dependsOn().stream()
                            .noneMatch(before -> before.type().equals(permission))) {
                verdicts.fail(block, "depends_on", "no " + permission, permission + " in depends_on");
            }
        });
        verdicts.pass("bucket", notification.attribute("bucket"));
    }
}
