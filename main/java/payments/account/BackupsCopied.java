package payments.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;

/** The receiving region has copies of the automated backups. */
final class BackupsCopied implements Question {
    @Override
    public String name() {
        return "backups-copied";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        for (Resource copy : stacks.resources("aws_db_instance_automated_backups_replication")) {
            Optional<Resource> source = copy.follow("source_db_instance_arn", "aws_db_instance");
            String instance = source.map(found -> stacks.text(found.attribute("identifier")))
                    .orElse("");
            String status = Databases.pages(aws, copy.region(), "DescribeDBInstanceAutomatedBackups").stream()
                    .flatMap(page -> page.all("DBInstanceAutomatedBackup").stream())
                    .filter(backup -> backup.text("DBInstanceIdentifier").equals(instance))
                    .map(backup -> backup.text("Status"))
                    .findFirst()
                    .orElse("not there");
            answers.add(
                    status.equals("replicating")
                            ? Answer.pass("%s: of %s".formatted(copy.region(), instance))
                            : Answer.fail(
                                    "wait until the first backup is made; then apply the primary's stack again",
                                    "%s: of %s, %s".formatted(copy.region(), instance, status)));
        }
        return answers;
    }
}
