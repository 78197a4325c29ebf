package payments.infrastructure.observability;

import com.hashicorp.cdktf.providers.aws.cloudwatch_dashboard.CloudwatchDashboard;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** One page with the metrics that matter in a region. */
public final class RegionDashboard extends Construct {
    /**
     * Defines the dashboard.
     *
     * @param sections what it shows
     */
    public RegionDashboard(
            Construct scope, String id, Placement placement, Map<DashboardSection, List<ShownMetric>> sections) {
        super(scope, id);
        DashboardPage page = new DashboardPage(placement.region());
        new EnumMap<>(sections).forEach((section, metrics) -> page.add(section.title(), metrics));
        CloudwatchDashboard.Builder.create(this, "Resource")
                .provider(placement.provider())
                .dashboardName(placement.name(ResourceName.DASHBOARD))
                .dashboardBody(page.body())
                .build();
    }
}
