package payments.infrastructure.terraform;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.cloudwatch_log_group.CloudwatchLogGroup;
import com.hashicorp.cdktf.providers.aws.s3_bucket.S3Bucket;
import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;
import software.constructs.Construct;

@Requirement("B11")
class DestructionGuardTest {
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) -> {
        S3Bucket.Builder.create(new Construct(scope, "deep"), "Resource")
                .provider(placement.provider())
                .build();
        CloudwatchLogGroup.Builder.create(scope, "group")
                .provider(placement.provider())
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build();
        SnsTopic.Builder.create(scope, "topic").provider(placement.provider()).build();
        DestructionGuard.over(TerraformStack.of(scope));
    });

    @Test
    void whatHoldsDataCannotBeDestroyedHoweverDeepItLies() {
        STACK.resource("aws_s3_bucket").has("lifecycle.prevent_destroy", true);
    }

    @Test
    void whatTheLifecycleSaysElseIsUnchanged() {
        STACK.resource("aws_cloudwatch_log_group")
                .has("lifecycle.prevent_destroy", true)
                .has("lifecycle.create_before_destroy", true);
    }

    @Test
    void whatHoldsNothingCanBeReplaced() {
        STACK.resource("aws_sns_topic").hasNo("lifecycle");
    }
}
