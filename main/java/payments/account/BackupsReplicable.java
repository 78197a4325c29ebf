package payments.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;

/**
 * RDS copies automated backups from the one region to the other. Which pairs it takes, documents say in different ways: the
 * region that receives them knows.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeSourceRegions.html">DescribeSourceRegions</a>
 */
final class BackupsReplicable implements Question {
    @Override
    public String name() {
        return "backup-replication";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        for (Resource copy : stacks.resources("aws_db_instance_automated_backups_replication")) {
            Optional<String> from =
                    copy.follow("source_db_instance_arn", "aws_db_instance").map(Resource::region);
            if (from.isEmpty()) {
                answers.add(Answer.unknown(
                        "look at its source",
                        "%s: the region of its source is not in the stacks".formatted(copy.path())));
                continue;
            }
            boolean isTaken = Databases.pages(aws, copy.region(), "DescribeSourceRegions").stream()
                    .flatMap(page -> page.all("SourceRegion").stream())
                    .anyMatch(region -> region.text("RegionName").equals(from.get())
                            && region.text("SupportsDBInstanceAutomatedBackupsReplication")
                                    .equals("true"));
            answers.add(
                    isTaken
                            ? Answer.pass("from %s to %s".formatted(from.get(), copy.region()))
                            : Answer.fail(
                                    "links.databaseCopy to replica, or another standby region",
                                    "%s takes no automated backups from %s".formatted(copy.region(), from.get())));
        }
        return answers;
    }
}
