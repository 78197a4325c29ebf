package payments.infrastructure.stack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.audit.AuditAlarms;
import payments.infrastructure.audit.ConfigurationRecorder;
import payments.infrastructure.audit.DriftCheck;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.compute.FunctionHost;
import payments.infrastructure.config.BucketEncryption;
import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.Deployment;
import payments.infrastructure.config.DocumentSettings;
import payments.infrastructure.config.Environment;
import payments.infrastructure.config.Region;
import payments.infrastructure.data.Database;
import payments.infrastructure.messaging.MessageHost;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.network.Network;
import payments.infrastructure.network.RegionPeering;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.storage.BucketRole;
import payments.infrastructure.storage.DocumentsBucket;
import software.constructs.Construct;

/**
 * One region of an environment: one account, one region, and everything that takes payments there. The links to the
 * regions of lower priority are here too (design: they belong to the region that owns the data).
 */
public final class RegionStack extends PlatformStack {
    private final RegionContext context;
    private final RegionFoundation foundation;
    private final @Nullable DocumentsBucket documents;

    /**
     * Defines the stack.
     *
     * @param standbys the stacks of the regions of lower priority, which are deployed before this one
     */
    public RegionStack(
            Construct scope,
            Deployment deployment,
            Environment environment,
            Region region,
            FunctionCode code,
            List<RegionStack> standbys) {
        super(
                scope,
                StackNames.region(environment, region),
                deployment,
                environment,
                region.code(),
                providers -> providers.region(region.code()));
        this.context = new RegionContext(this, in(region.code()), environment, region);
        this.foundation = new RegionFoundation(context);
        this.documents = documents(environment.settings().documents());
        RegionLinks links = links(standbys);
        if (region.services()) {
            serve(code, links);
        }
        audit();
        outputs();
        protect(environment);
    }

    /** The region that this stack is. */
    Region region() {
        return context.region();
    }

    private @Nullable DocumentsBucket documents(@Nullable DocumentSettings settings) {
        return settings == null
                ? null
                : new DocumentsBucket(
                        this,
                        "documents",
                        context.placement(),
                        context.isPrimary() ? BucketRole.CRITICAL : BucketRole.REPLICA,
                        context.settings().protection(),
                        settings.encryption() == BucketEncryption.KMS
                                ? foundation.keys().arn(KeyPurpose.DOCUMENTS)
                                : null,
                        foundation.accessLogs());
    }

    private RegionLinks links(List<RegionStack> standbyStacks) {
        List<StandbyRegion> standbys = standbyStacks.stream()
                .map(standby -> new StandbyRegion(this, context.environment(), standby))
                .toList();
        RegionLinks links = new RegionLinks(this, "links", context.environment(), standbys);
        Network network = foundation.network();
        if (network != null) {
            links.peer(new RegionPeering.Side(
                    context.placement(), network.vpcId(), region().block(), network.privateRouteTableIds()));
        }
        if (context.isPrimary() && documents != null) {
            links.replicate(context.placement(), documents, foundation.alerts().arn());
        }
        return links;
    }

    private void serve(FunctionCode code, RegionLinks links) {
        RegionLedger ledger = new RegionLedger(context, foundation);
        FunctionHost host = foundation.functionHost(code);
        RegionService service = new RegionService(context, foundation, ledger, host);
        RegionWorkers workers = new RegionWorkers(context, foundation, ledger, host);
        new RegionWatch(context, foundation, ledger, service, workers.logs());
        Database database = ledger.database();
        DatabaseSettings settings = context.settings().database();
        if (context.isHome() && database != null && settings != null) {
            links.copyDatabase(context.placement(), database, settings, standby -> "arn:aws:sns:%s:%s:%s"
                    .formatted(
                            standby.code(),
                            context.placement().account(),
                            standby.placement().name(ResourceName.ALERTS)));
        }
        ledger.outputs(foundation);
        service.outputs();
    }

    private void audit() {
        if (context.environment().ownsAccount()) {
            ConfigurationRecorder recorder = new ConfigurationRecorder(
                    this,
                    "configuration",
                    context.placement(),
                    context.settings(),
                    context.isPrimary(),
                    foundation.keys().arn(KeyPurpose.CONFIGURATION),
                    foundation.accessLogs());
            new DriftCheck(
                    this,
                    "drift-check",
                    context.placement(),
                    recorder,
                    new MessageHost(
                            foundation.keys().arn(KeyPurpose.CONFIGURATION),
                            foundation.alerts().arn()));
            if (context.isPrimary()) {
                new AuditAlarms(
                        this,
                        "audit-alarms",
                        context.placement(),
                        foundation.alerts().arn());
            }
        }
    }

    private void outputs() {
        foundation.outputs();
        if (documents != null) {
            context.output("s3_bucket_name", documents.name());
            context.output("s3_bucket_arn", documents.arn());
            if (foundation.keys().has(KeyPurpose.DOCUMENTS)) {
                context.output(
                        RegionOutputs.DOCUMENTS_KEY_ARN, foundation.keys().arn(KeyPurpose.DOCUMENTS));
                context.output("kms_key_id_s3", foundation.keys().keyId(KeyPurpose.DOCUMENTS));
            }
        }
        context.output("current_region", region().code());
        context.output("current_workspace", getNode().getId());
    }
}
