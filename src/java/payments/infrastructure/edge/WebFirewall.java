package payments.infrastructure.edge;

import com.hashicorp.cdktf.providers.aws.cloudwatch_log_resource_policy.CloudwatchLogResourcePolicy;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAcl;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclDefaultAction;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclDefaultActionAllow;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclVisibilityConfig;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl_association.Wafv2WebAclAssociation;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl_logging_configuration.Wafv2WebAclLoggingConfiguration;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl_logging_configuration.Wafv2WebAclLoggingConfigurationRedactedFields;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl_logging_configuration.Wafv2WebAclLoggingConfigurationRedactedFieldsSingleHeader;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.deployment.LogSettings;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The web application firewall in front of one public entry of a region (PCI DSS 6.4.2). It blocks; only a missing {@code User-Agent} is
 * counted, since it is no attack.
 * Every request is logged, but for the headers that carry credentials, and none is sampled, because samples keep them.
 */
public final class WebFirewall extends Construct {
    /** WAF takes log groups of this name only (WAF guide, "Logging destinations"). */
    private static final String LOG_PREFIX = "aws-waf-logs-";

    private static final List<String> CREDENTIAL_HEADERS = List.of("authorization", "cookie");

    private final Wafv2WebAcl acl;
    private final EncryptedLogGroup log;

    /**
     * Defines the firewall.
     *
     * @param requestsPerAddress requests that one address may send in five minutes
     * @param protectedArn ARN of the API stage or load balancer behind it
     */
    public WebFirewall(
            Construct scope,
            String id,
            Placement placement,
            int requestsPerAddress,
            LogSettings logs,
            KeyArn logsKeyArn,
            String protectedArn) {
        super(scope, id);
        String name = placement.name(ResourceName.WEB_ACL);
        this.acl = Wafv2WebAcl.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .description("Refuses attacks before they reach the payments API")
                .scope("REGIONAL")
                .defaultAction(Wafv2WebAclDefaultAction.builder()
                        .allow(Wafv2WebAclDefaultActionAllow.builder().build())
                        .build())
                .rule(FirewallRules.of(requestsPerAddress))
                .visibilityConfig(Wafv2WebAclVisibilityConfig.builder()
                        .cloudwatchMetricsEnabled(true)
                        .metricName(name)
                        .sampledRequestsEnabled(false)
                        .build())
                .tags(Map.of("Name", name))
                .build();
        this.log = new EncryptedLogGroup(this, "log", placement, LOG_PREFIX + name, logs, logsKeyArn);
        CloudwatchLogResourcePolicy delivery = deliveryPolicy(placement, name);
        Wafv2WebAclLoggingConfiguration.Builder.create(this, "logging")
                .provider(placement.provider())
                .resourceArn(acl.getArn())
                .logDestinationConfigs(List.of(log.arn()))
                .redactedFields(
                        CREDENTIAL_HEADERS.stream().map(WebFirewall::redacted).toList())
                .dependsOn(List.of(delivery))
                .build();
        Wafv2WebAclAssociation.Builder.create(this, "association")
                .provider(placement.provider())
                .resourceArn(protectedArn)
                .webAclArn(acl.getArn())
                .build();
    }

    /** The firewall's name, which its metrics carry. */
    public String name() {
        return acl.getNameInput();
    }

    /** The group of its log. */
    public EncryptedLogGroup log() {
        return log;
    }

    /** Without it WAF would add a policy of its own, which this program does not manage. */
    private CloudwatchLogResourcePolicy deliveryPolicy(Placement placement, String name) {
        return CloudwatchLogResourcePolicy.Builder.create(this, "log-delivery")
                .provider(placement.provider())
                .policyName(name + "-log-delivery")
                .policyDocument(PolicyDocument.of(
                                Statement.allow("DeliverFirewallLog", "logs:CreateLogStream", "logs:PutLogEvents")
                                        .toService("delivery.logs.amazonaws.com")
                                        .on(log.arn() + ":*")
                                        .when("StringEquals", "aws:SourceAccount", placement.account())
                                        .when(
                                                "ArnLike",
                                                "aws:SourceArn",
                                                placement.arns().logDelivery(placement.region())))
                        .toJson())
                .build();
    }

    private static Wafv2WebAclLoggingConfigurationRedactedFields redacted(String header) {
        return Wafv2WebAclLoggingConfigurationRedactedFields.builder()
                .singleHeader(Wafv2WebAclLoggingConfigurationRedactedFieldsSingleHeader.builder()
                        .name(header)
                        .build())
                .build();
    }
}
