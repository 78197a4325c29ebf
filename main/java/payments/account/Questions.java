package payments.account;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** All questions, in the order of {@code main/docs/aws.md}. */
public final class Questions {
    private final List<Question> all;

    private Questions(List<Question> all) {
        this.all = List.copyOf(all);
    }

    /** Those that are asked before a deployment, with DNS as this machine knows it. */
    public static Questions beforeDeployment() {
        return beforeDeployment(Dns::nameServers);
    }

    /** Those that are asked when everything is deployed. */
    public static Questions whenDeployed() {
        return new Questions(List.of(
                new VersionsReady(),
                new SubscriptionsConfirmed(),
                new AlarmsQuiet(),
                new TrailDelivers(),
                new RecordersDeliver(),
                new BackupsCopied()));
    }

    static Questions beforeDeployment(Function<String, Set<String>> nameServers) {
        return new Questions(List.of(
                new AccountNamed(),
                new RegionsEnabled(),
                new ZonesEnough(),
                new ConcurrencyEnough(),
                new QuotasEnough(),
                new EnginesCreatable(),
                new ClassesOrderable(),
                new BackupsReplicable(),
                new EndpointServicesOffered(),
                new BucketNamesFree(),
                new RecordersFree(),
                new ServiceRolesFree(),
                new GatewayLoggingFree(),
                new PublicAccessBlocked(),
                new HostedZonesDelegated(nameServers)));
    }

    /** Their names. */
    public List<String> names() {
        return all.stream().map(Question::name).toList();
    }

    /**
     * The number of the account that credentials are of.
     *
     * @throws RefusedException when AWS does not take them
     */
    public static String account(Aws aws, String region) {
        return aws.form("sts", region, "2011-06-15", "GetCallerIdentity")
                .first("Account")
                .orElse("");
    }

    /**
     * Asks all of them; one that AWS does not answer keeps no other from being asked.
     *
     * @param answered takes the name of a question and each of its answers
     */
    public void ask(Aws aws, Stacks stacks, BiConsumer<String, Answer> answered) {
        for (Question question : all) {
            try {
                question.ask(aws, stacks).forEach(answer -> answered.accept(question.name(), answer));
            } catch (RefusedException e) {
                answered.accept(question.name(), Answer.refused("", e));
            }
        }
    }
}
