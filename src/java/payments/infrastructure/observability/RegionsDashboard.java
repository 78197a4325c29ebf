package payments.infrastructure.observability;

import com.hashicorp.cdktf.providers.aws.cloudwatch_dashboard.CloudwatchDashboard;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * One page with all regions of an environment: for each question one widget, in it a line for each region. It names metrics by
 * rule, so it needs no region to be there: it shows those that are.
 */
public final class RegionsDashboard extends Construct {
    /**
     * Defines the dashboard.
     *
     * @param placement where CloudWatch is asked for it; a dashboard belongs to the account and to no region
     * @param answers the lines of each question
     */
    public RegionsDashboard(
            Construct scope, String id, Placement placement, Map<RegionQuestion, List<ShownMetric>> answers) {
        super(scope, id);
        DashboardPage page = new DashboardPage(placement.region());
        new EnumMap<>(answers).forEach((question, metrics) -> page.add(question.title(), metrics));
        CloudwatchDashboard.Builder.create(this, "Resource")
                .provider(placement.provider())
                .dashboardName(placement.name(ResourceName.REGIONS_DASHBOARD))
                .dashboardBody(page.body())
                .build();
    }
}
