package payments.infrastructure.terraform;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import com.hashicorp.cdktf.providers.aws.provider.AwsProviderAssumeRole;
import com.hashicorp.cdktf.providers.aws.provider.AwsProviderDefaultTags;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.OwnerTags;
import payments.infrastructure.naming.Arns;

/**
 * The AWS providers of one stack. Each has an alias, so a resource that names no provider cannot land in a default region
 * by accident. All carry the same tags and the same guards: the account that they insist on and the role that they assume.
 */
public final class Providers {
    /** IAM and Route 53 are served from here for all regions; their providers are pinned so that no stack's region matters. */
    public static final String GLOBAL_REGION = "us-east-1";

    private final TerraformStack stack;
    private final String stackName;
    private final Deployment deployment;
    private final Environment environment;
    private final Map<String, AwsProvider> byAlias = new HashMap<>();

    public Providers(TerraformStack stack, String stackName, Deployment deployment, Environment environment) {
        this.stack = stack;
        this.stackName = stackName;
        this.deployment = deployment;
        this.environment = environment;
    }

    /** The provider of a region, under the region's code as alias. */
    public AwsProvider region(String region) {
        return byAlias.computeIfAbsent(region, alias -> create(alias, region));
    }

    /** The provider for IAM, under the alias {@code iam}. */
    public AwsProvider iam() {
        return byAlias.computeIfAbsent("iam", alias -> create(alias, GLOBAL_REGION));
    }

    /** The provider for Route 53 and its health checks, whose metrics exist in one region only; alias {@code route53}. */
    public AwsProvider route53() {
        return byAlias.computeIfAbsent("route53", alias -> create(alias, GLOBAL_REGION));
    }

    private AwsProvider create(String alias, String region) {
        AwsProvider.Builder provider = AwsProvider.Builder.create(stack, "aws-" + alias)
                .alias(alias)
                .region(region)
                .defaultTags(List.of(
                        AwsProviderDefaultTags.builder().tags(tags(region)).build()));
        if (environment.account() != null) {
            provider.allowedAccountIds(List.of(environment.account()));
        }
        if (environment.account() != null && environment.assumeRole() != null) {
            provider.assumeRole(List.of(AwsProviderAssumeRole.builder()
                    .roleArn(new Arns(environment.account()).role(environment.assumeRole()))
                    .sessionName(stackName)
                    .build()));
        }
        return provider.build();
    }

    private static String tagged(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The tags of all in a region; the last four are what PCI DSS 12.5.2 needs to say what is in scope and whom to ask. */
    public Map<String, String> tags(String region) {
        OwnerTags owner = deployment.tags();
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("Project", deployment.project());
        tags.put("Environment", Objects.requireNonNullElse(owner.environment(), environment.suffix()));
        tags.put("ManagedBy", owner.managedBy());
        tags.put("Repository", owner.repository());
        tags.put("Author", owner.author());
        tags.put("PRNumber", owner.pullRequest());
        tags.put("Team", owner.team());
        tags.put("Workspace", stackName);
        tags.put("Region", region);
        tags.put("env", environment.name());
        tags.put("owner", owner.team());
        tags.put("data-class", tagged(environment.classification().data()));
        tags.put("pci-scope", tagged(environment.classification().pciScope()));
        if (owner.environment() != null) {
            tags.put("suffix", environment.suffix());
        }
        if (owner.createdAt() != null) {
            tags.put("CreatedAt", owner.createdAt());
        }
        if (!environment.ownsAccount()) {
            tags.put("account-guards", "elsewhere");
        }
        owner.more().stream().filter(tag -> tag.resources() == null).forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }
}
