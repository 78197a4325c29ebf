package payments.infrastructure.stack;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.providers.aws.data_aws_caller_identity.DataAwsCallerIdentity;
import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import java.util.List;
import java.util.function.Function;
import payments.infrastructure.config.deployment.Backend;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.TagSettings;
import payments.infrastructure.naming.Names;
import payments.infrastructure.terraform.DestructionGuard;
import payments.infrastructure.terraform.EscapeHatches;
import payments.infrastructure.terraform.Placement;
import payments.infrastructure.terraform.Providers;
import payments.infrastructure.terraform.ResourceTags;
import payments.infrastructure.terraform.StateBackend;
import software.constructs.Construct;

/** What every stack has: its state, its providers, its versions, and one account. */
public abstract class PlatformStack extends TerraformStack {
    private final Names names;
    private final Providers providers;
    private final StateBackend state;
    private final String account;
    private final List<TagSettings> more;

    /**
     * Defines the stack without resources.
     *
     * @param name the stack's name
     * @param region the region where its state belongs
     * @param home which of the providers is asked for the account
     */
    PlatformStack(
            Construct scope,
            String name,
            Deployment deployment,
            Environment environment,
            String region,
            Function<Providers, AwsProvider> home) {
        this(scope, name, deployment, deployment.backend(), environment, region, home);
    }

    /** The same with its state elsewhere than where the deployment keeps it. */
    PlatformStack(
            Construct scope,
            String name,
            Deployment deployment,
            Backend backend,
            Environment environment,
            String region,
            Function<Providers, AwsProvider> home) {
        super(scope, name);
        this.providers = new Providers(this, name, deployment, environment);
        this.state = new StateBackend(this, backend, name, environment, region);
        EscapeHatches.requireVersions(
                this, deployment.terraform().version(), deployment.terraform().awsProvider());
        EscapeHatches.declarePartners(this, DeclaredParties.of(deployment, environment));
        this.account = DataAwsCallerIdentity.Builder.create(this, "account")
                .provider(home.apply(providers))
                .build()
                .getAccountId();
        this.more = deployment.tags().more();
        this.names = new Names(
                deployment.project(),
                environment.suffix(),
                account,
                deployment.names().parts());
    }

    /** Resources in a region. */
    final Placement in(String region) {
        return new Placement(region, providers.region(region), account, names, providers.tags(region));
    }

    /** IAM resources, which no region owns. */
    final Placement global() {
        return global(providers.iam());
    }

    /** Names, health checks and what watches them, which no region owns. */
    final Placement routing() {
        return global(providers.route53());
    }

    private Placement global(AwsProvider provider) {
        return new Placement(
                Providers.GLOBAL_REGION, provider, account, names, providers.tags(Providers.GLOBAL_REGION));
    }

    /** Tags some resources, and guards what holds data where the environment wants it; last, when everything is there. */
    final void finish(Environment environment) {
        tagSome();
        if (environment.settings().protection().preventDestroy()) {
            DestructionGuard.over(this);
        }
    }

    /** Puts the tags of the file on the resources that they are for. */
    final void tagSome() {
        ResourceTags.over(this, more);
    }

    /** Where this stack's state lies, for the stacks that read it. */
    final StateBackend state() {
        return state;
    }
}
