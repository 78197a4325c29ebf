package payments.infrastructure.messaging;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.compute.FunctionHost;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;

/** What all functions behind the API share: the key of messages, and the queue of invocations that failed. */
public final class WorkerHostCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().hasWorkers();
    }

    @Override
    public Set<KeyPurpose> keys(Settings settings) {
        return Set.of(KeyPurpose.MESSAGES);
    }

    @Override
    public void build(RegionContext region) {
        MessageHost messages = region.add(
                MessageHost.class,
                new MessageHost(region.get(RegionKeys.class).arn(KeyPurpose.MESSAGES), region.alertsArn()));
        region.add(
                WorkerHost.class,
                new WorkerHost(region.get(FunctionHost.class), region.alertsArn(), failuresArn(region, messages)));
    }

    /** Only what a schedule, a stream or S3 invokes can fail without a trace: a queue has dead letters of its own. */
    private static @Nullable String failuresArn(RegionContext region, MessageHost messages) {
        if (region.settings().events() == null && region.settings().batch() == null) {
            return null;
        }
        List<ResourceName> scheduled = region.scheduledFunctions();
        return new FailedInvocations(region.stack(), "failed-invocations", region.placement(), messages, scheduled)
                .arn();
    }
}
