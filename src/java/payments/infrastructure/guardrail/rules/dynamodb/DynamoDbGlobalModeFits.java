package payments.infrastructure.guardrail.rules.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Boundary;
import payments.infrastructure.guardrail.rules.GlobalTable;
import payments.infrastructure.reality.StrongConsistency;

/**
 * A table with strongly consistent replicas stands in exactly three regions (a witness counts), and can do neither time to live
 * nor local indexes nor transactions. A transaction has no permission of its own; the one sign of it is dynamodb:ConditionCheckItem,
 * which nothing else uses. No second table may be declared where a replica will stand.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html">AWS: how global tables work</a>
 */
@Guardrail(
        id = "ddb-global-mode",
        severity = Severity.HIGH,
        expects =
                "with STRONG replicas exactly three regions of one set, no time to live, no local index and no role with transactions on it; no second table in a replica's region",
        fix = "use EVENTUAL replicas with one writing region, or drop what strong consistency cannot do",
        why = "Such a table cannot be created, or refuses the transaction in which a payment is written",
        sources = "ours: the DynamoDB guide names the limits, no public check knows them")
final class DynamoDbGlobalModeFits extends ResourceRule {

    DynamoDbGlobalModeFits() {
        super("aws_dynamodb_table", GlobalTable.TYPE);
    }

    @Override
    protected void judge(Resource table, Verdicts verdicts) {
        if (table.type().equals(GlobalTable.TYPE)) {
            GlobalTable.of(table)
                    .ifPresentOrElse(
                            global -> judge(global, verdicts), () -> verdicts.notApplicable(Replicas.NO_TABLE));
            return;
        }
        List<Block> replicas = table.blocks("replica");
        if (replicas.isEmpty()) {
            verdicts.notApplicable("it has no replicas");
            return;
        }
        for (Block replica : replicas) {
            String region = replica.attribute("region_name").text();
            String twin =
                    table.arn().replaceFirst(":dynamodb:[^:]*:", Matcher.quoteReplacement(":dynamodb:" + region + ":"));
            table.find("aws_dynamodb_table", twin)
                    .ifPresent(second -> verdicts.fail(
                            "second::" + region,
                            "replica.region_name",
                            second.toString(),
                            "one declaration of a table in " + region));
        }
        long strong = replicas.stream()
                .filter(replica -> replica.attribute("consistency_mode").is("STRONG"))
                .count();
        if (strong == 0) {
            verdicts.pass("replica.consistency_mode", "EVENTUAL");
            return;
        }
        if (strong != replicas.size()) {
            verdicts.fail(
                    "modes",
                    "replica.consistency_mode",
                    "%d STRONG of %d replicas".formatted(strong, replicas.size()),
                    "all STRONG");
        }
        List<String> places = new ArrayList<>(List.of(table.region()));
        table.attributes("replica.region_name").forEach(region -> places.add(region.text()));
        table.attributes("global_table_witness.region_name").forEach(region -> places.add(region.text()));
        judgePlaces(places, "replica.consistency_mode", verdicts);
        if (table.has("ttl") && !table.attribute("ttl.enabled").isFalse()) {
            verdicts.fail(
                    "ttl",
                    "ttl.enabled",
                    table.attribute("ttl.enabled").toString(),
                    "no time to live on a strongly consistent table");
        }
        if (table.has("local_secondary_index")) {
            verdicts.fail(
                    "index",
                    "local_secondary_index",
                    table.attributes("local_secondary_index.name").toString(),
                    "no local index on a strongly consistent table");
        }
        transactions(table, table.arn())
                .forEach(policy -> verdicts.fail(
                        "policy::" + policy,
                        "replica.consistency_mode",
                        policy + " allows transactions on it",
                        "no transactions on a strongly consistent table"));
    }

    /** Replicas and witness are in as many different regions as there must be, all of one set. */
    private static void judgePlaces(List<String> places, String mode, Verdicts verdicts) {
        String found = "STRONG in " + String.join(", ", places);
        if (places.size() != StrongConsistency.PLACES) {
            verdicts.fail("regions", mode, found, "in exactly three regions");
        } else if (Set.copyOf(places).size() != places.size()) {
            verdicts.fail("regions", mode, found, "three different regions: a witness is in none with a replica");
        } else if (places.stream().noneMatch(place -> place.isEmpty() || place.contains("${"))
                && !StrongConsistency.spans(places)) {
            verdicts.fail("regions", mode, found, "all of one set: " + StrongConsistency.sets());
        } else {
            verdicts.pass(mode, found);
        }
    }

    private static void judge(GlobalTable table, Verdicts verdicts) {
        String mode = GlobalTable.shown("MultiRegionConsistency");
        if (!table.isStrong()) {
            if (table.isLog()) {
                verdicts.fail(
                        "log", mode, table.wanted("MultiRegionConsistency").toString(), "STRONG for a log of versions");
            } else {
                verdicts.pass(mode, "EVENTUAL");
            }
            return;
        }
        List<String> places = new ArrayList<>(table.regions());
        places.addAll(table.witnesses());
        judgePlaces(places, mode, verdicts);
        for (String property : List.of("TimeToLiveSpecification", "LocalSecondaryIndexes")) {
            if (table.wanted(property).isPresent()) {
                verdicts.fail(
                        property,
                        GlobalTable.shown(property),
                        table.wanted(property).toString(),
                        "nothing: a strongly consistent table knows no such thing");
            }
        }
        for (String region : table.regions()) {
            transactions(table.resource(), table.arn(region))
                    .forEach(policy -> verdicts.fail(
                            "policy::" + policy,
                            mode,
                            policy + " allows transactions on it",
                            "no transactions on a strongly consistent table"));
            table.resource()
                    .find("aws_dynamodb_table", table.arn(region))
                    .ifPresent(second -> verdicts.fail(
                            "second::" + region,
                            GlobalTable.shown("Replicas.Region"),
                            second.toString(),
                            "one declaration of a table in " + region));
        }
    }

    private static List<String> transactions(Resource table, String arn) {
        List<String> found = new ArrayList<>();
        Program program = table.stack().program();
        program.once(Transactions.class, Transactions.class, () -> Transactions.of(program))
                .statements()
                .forEach((holder, statements) -> {
                    if (statements.stream().anyMatch(statement -> statement
                            .matchesResource(arn, RequestContext.nothing())
                            .isPossible())) {
                        found.add(holder.address());
                    }
                });
        return found;
    }

    /** The statements of a program that let a role make transactions, by the policy. */
    private record Transactions(Map<Resource, List<PolicyStatement>> statements) {
        static Transactions of(Program program) {
            Map<Resource, List<PolicyStatement>> statements = new LinkedHashMap<>();
            for (String type : List.of("aws_iam_policy", "aws_iam_role_policy")) {
                for (Resource holder : program.resources(type)) {
                    ParsedPolicy parsed = Policies.of(holder.toString(), holder, "policy", PolicyKind.IDENTITY);
                    if (parsed instanceof Policy policy && !Boundary.isOne(holder)) {
                        List<PolicyStatement> allowing = policy.allows().stream()
                                .filter(statement -> statement
                                        .matchesAction("dynamodb:ConditionCheckItem")
                                        .isPossible())
                                .toList();
                        if (!allowing.isEmpty()) {
                            statements.put(holder, allowing);
                        }
                    }
                }
            }
            return new Transactions(statements);
        }
    }
}
