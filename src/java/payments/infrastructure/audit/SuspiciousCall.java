package payments.infrastructure.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Calls of which the person on duty must be notified at once, as patterns over the trail's events. The choice is that of the CIS AWS
 * Foundations Benchmark, section "Monitoring" (Security Hub, CloudWatch.1 to CloudWatch.14).
 */
enum SuspiciousCall {
    ROOT_USED(
            "The account's root user did something",
            "{ $.userIdentity.type = \"Root\" && $.userIdentity.invokedBy NOT EXISTS"
                    + " && $.eventType != \"AwsServiceEvent\" }"),
    CALLS_REFUSED(
            "Somebody tried what they may not",
            "{ ($.errorCode = \"*UnauthorizedOperation\") || ($.errorCode = \"AccessDenied*\") }"),
    SIGN_IN_WITHOUT_MFA(
            "Somebody signed in to the console without a second factor",
            "{ ($.eventName = \"ConsoleLogin\") && ($.additionalEventData.MFAUsed != \"Yes\")"
                    + " && ($.userIdentity.type = \"IAMUser\") && ($.responseElements.ConsoleLogin = \"Success\") }"),
    SIGN_IN_FAILED(
            "Somebody failed to sign in to the console",
            "{ ($.eventName = \"ConsoleLogin\") && ($.errorMessage = \"Failed authentication\") }"),
    IAM_CHANGED(
            "Somebody changed who may do what",
            of(
                    "iam.amazonaws.com",
                    "AttachGroupPolicy",
                    "AttachRolePolicy",
                    "AttachUserPolicy",
                    "CreatePolicy",
                    "CreatePolicyVersion",
                    "DeletePolicy",
                    "DeletePolicyVersion",
                    "DeleteRolePermissionsBoundary",
                    "DeleteRolePolicy",
                    "DetachRolePolicy",
                    "PutGroupPolicy",
                    "PutRolePermissionsBoundary",
                    "PutRolePolicy",
                    "PutUserPolicy",
                    "UpdateAssumeRolePolicy")),
    TRAIL_CHANGED(
            "Somebody changed the trail",
            of(
                    "cloudtrail.amazonaws.com",
                    "CreateTrail",
                    "DeleteTrail",
                    "PutEventSelectors",
                    "StartLogging",
                    "StopLogging",
                    "UpdateTrail")),
    KEY_DISABLED(
            "Somebody disabled a key or ordered its deletion",
            of("kms.amazonaws.com", "DisableKey", "DisableKeyRotation", "ScheduleKeyDeletion")),
    BUCKET_ACCESS_CHANGED(
            "Somebody changed who may reach a bucket, or where its objects go",
            of(
                    "s3.amazonaws.com",
                    "DeleteBucketCors",
                    "DeleteBucketLifecycle",
                    "DeleteBucketPolicy",
                    "DeleteBucketReplication",
                    "PutBucketAcl",
                    "PutBucketCors",
                    "PutBucketLifecycle",
                    "PutBucketPolicy",
                    "PutBucketPublicAccessBlock",
                    "PutBucketReplication")),
    RECORDER_CHANGED(
            "Somebody changed the recording of configurations",
            of(
                    "config.amazonaws.com",
                    "DeleteConfigurationRecorder",
                    "DeleteDeliveryChannel",
                    "PutConfigurationRecorder",
                    "PutDeliveryChannel",
                    "StopConfigurationRecorder")),
    SECURITY_GROUP_CHANGED(
            "Somebody changed a security group",
            of(
                    "ec2.amazonaws.com",
                    "AuthorizeSecurityGroupEgress",
                    "AuthorizeSecurityGroupIngress",
                    "CreateSecurityGroup",
                    "DeleteSecurityGroup",
                    "ModifySecurityGroupRules",
                    "RevokeSecurityGroupEgress",
                    "RevokeSecurityGroupIngress")),
    NETWORK_ACL_CHANGED(
            "Somebody changed a network access list",
            of(
                    "ec2.amazonaws.com",
                    "CreateNetworkAcl",
                    "CreateNetworkAclEntry",
                    "DeleteNetworkAcl",
                    "DeleteNetworkAclEntry",
                    "ReplaceNetworkAclAssociation",
                    "ReplaceNetworkAclEntry")),
    GATEWAY_CHANGED(
            "Somebody changed a way to the internet",
            of(
                    "ec2.amazonaws.com",
                    "AttachInternetGateway",
                    "CreateCustomerGateway",
                    "CreateInternetGateway",
                    "DeleteCustomerGateway",
                    "DeleteInternetGateway",
                    "DetachInternetGateway")),
    ROUTE_CHANGED(
            "Somebody changed where traffic goes",
            of(
                    "ec2.amazonaws.com",
                    "CreateRoute",
                    "CreateRouteTable",
                    "DeleteRoute",
                    "DeleteRouteTable",
                    "DisassociateRouteTable",
                    "ReplaceRoute",
                    "ReplaceRouteTableAssociation")),
    VPC_CHANGED(
            "Somebody changed a network or its peering",
            of(
                    "ec2.amazonaws.com",
                    "AcceptVpcPeeringConnection",
                    "CreateVpc",
                    "CreateVpcPeeringConnection",
                    "DeleteVpc",
                    "DeleteVpcPeeringConnection",
                    "ModifyVpcAttribute",
                    "RejectVpcPeeringConnection"));

    private static final int REFUSALS_OF_EVERY_DAY = 5;

    private final String meaning;
    private final String pattern;

    SuspiciousCall(String meaning, String pattern) {
        this.meaning = meaning;
        this.pattern = pattern;
    }

    /** What it means, for the person on duty. */
    String meaning() {
        return meaning;
    }

    /** The filter pattern (CloudWatch Logs guide, "Filter pattern syntax"); at most 1,024 characters. */
    String pattern() {
        return pattern;
    }

    /**
     * How many of them in five minutes nobody is woken for: people and consoles are refused now and then, somebody who searches
     * for rights is refused often. Of every other call one is enough.
     */
    int tolerated() {
        return this == CALLS_REFUSED ? REFUSALS_OF_EVERY_DAY : 0;
    }

    /** The constant as a name is written. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String of(String service, String... events) {
        return "{ ($.eventSource = \"%s\") && (%s) }"
                .formatted(
                        service,
                        List.copyOf(Arrays.asList(events)).stream()
                                .map("($.eventName = \"%s\")"::formatted)
                                .collect(Collectors.joining(" || ")));
    }
}
