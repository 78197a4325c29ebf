package payments.infrastructure.ledger;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.lambda_invocation.LambdaInvocation;
import java.util.List;
import java.util.Map;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.compute.Worker;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.WorkerSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The function that migrates the schema of the ledger to its newest version, and its run in every deployment that brings new
 * code. A migration that fails stops the deployment before the functions that need it.
 *
 * <p>It runs while Terraform still makes other things, so it says what it needs: the database's instances, and every rule,
 * route and endpoint on the way to the database and to the secret. It starts cold and without the alias: the provider waits
 * for the function, not for the snapshot of a version.
 */
public final class LedgerMigration extends Construct {
    /** A migration locks and may rewrite a table; the longest that is worth waiting for in a deployment. */
    private static final WorkerSettings SIZE = new WorkerSettings(1024, 300, 1);

    private final ServiceFunction function;
    private final LambdaInvocation run;

    /**
     * Defines the function and invokes it.
     *
     * @param variables those of its contract
     * @param needs what must be there before it runs, beside what its variables name
     */
    public LedgerMigration(
            Construct scope,
            String id,
            Placement placement,
            WorkerHost host,
            Map<FunctionVariable, String> variables,
            List<? extends ITerraformDependable> needs) {
        super(scope, id);
        this.function = new Worker(
                        this,
                        "worker",
                        placement,
                        host,
                        new FunctionSpec(
                                        ResourceName.MIGRATION,
                                        FunctionContract.MIGRATION,
                                        "Brings the schema of the books to its newest version",
                                        SIZE,
                                        variables)
                                .startingCold())
                .function();
        this.run = LambdaInvocation.Builder.create(this, "run")
                .provider(placement.provider())
                .functionName(function.name())
                .input("{}")
                .triggers(Map.of("code", function.codeHash()))
                .dependsOn(needs)
                .build();
    }

    /** The function. */
    public ServiceFunction function() {
        return function;
    }

    /** What must have happened before anything writes to the ledger. */
    public ITerraformDependable done() {
        return run;
    }
}
