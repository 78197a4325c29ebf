package payments.infrastructure.stack;

import payments.infrastructure.capability.EnvironmentContext;
import payments.infrastructure.capability.RegionAnswers;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.observability.RegionsDashboard;
import payments.infrastructure.terraform.Placement;

/**
 * What looks at all regions of an environment together: where they share a log of effects, the dashboard that shows who owns the
 * payments and how far each region follows. It is in the stack of the roles, which changes with each region in any case and needs
 * the primary's region for its trail and its state already. In a standby's stack it would change with regions that are none of its
 * own.
 */
final class EnvironmentWatch {
    private EnvironmentWatch() {}

    static void over(EnvironmentContext environment) {
        if (environment.settings().effectLog() == null) {
            return;
        }
        Placement placement = environment.primary();
        RegionAnswers answers = new RegionAnswers(environment.environment(), placement);
        for (Region region : environment.environment().regions()) {
            Capabilities.of(environment.environment(), region)
                    .forEach(capability -> capability.answer(answers, region));
        }
        new RegionsDashboard(environment.stack(), "regions", placement, answers.lines());
    }
}
