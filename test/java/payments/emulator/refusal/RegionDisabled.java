package payments.emulator.refusal;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.reality.Regions;

/** A region to be opted in to knows nobody of an account that has not. Each protocol says so in a way of its own. */
final class RegionDisabled implements Refusal {
    private static final String INVALID = "The security token included in the request is invalid.";

    private final Set<String> enabled;

    /** @param enabled the regions that the account has opted in to */
    RegionDisabled(Set<String> enabled) {
        this.enabled = Set.copyOf(enabled);
    }

    @Override
    public String source() {
        return "regions.tsv, https://github.com/ekristen/aws-nuke/issues/774,"
                + " https://github.com/turbot/steampipe-plugin-aws/issues/75 (EC2)";
    }

    @Override
    public @Nullable AwsError refuse(AwsCall call) {
        String region = call.region();
        if (!Regions.exist(region) || !Regions.of(region).optIn() || enabled.contains(region)) {
            return null;
        }
        if (call.service().equals("ec2")) {
            return new AwsError(401, "AuthFailure", "AWS was not able to validate the provided access credentials");
        }
        if (call.service().equals("s3")) {
            return new AwsError(
                    403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
        }
        return call.form().isEmpty()
                ? new AwsError(call.action().isEmpty() ? 403 : 400, "UnrecognizedClientException", INVALID)
                : new AwsError(403, "InvalidClientTokenId", INVALID);
    }
}
