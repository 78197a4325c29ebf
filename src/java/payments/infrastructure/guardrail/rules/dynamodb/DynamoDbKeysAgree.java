package payments.infrastructure.guardrail.rules.dynamodb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * A table declares the attributes of its keys and indexes and no others, has as many indexes as DynamoDB allows, and says capacity,
 * stream, time to live and replicas in ways that go together.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html">AWS: CreateTable</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html">AWS: quotas of DynamoDB</a>
 */
@Guardrail(
        id = "ddb-keys-agree",
        severity = Severity.HIGH,
        expects = "keys, indexes, capacity and stream that DynamoDB accepts together",
        fix =
                "declare each attribute that is a key of the table or an index, and take away what the billing mode or the stream contradicts",
        why = "DynamoDB refuses the table, and nothing that stores payments can be made",
        sources = "ours: Terraform sees only a part of it, and late")
final class DynamoDbKeysAgree extends AcceptanceRule {
    private static final String GLOBAL = "global_secondary_index";
    private static final String LOCAL = "local_secondary_index";
    private static final int MOST_GLOBAL = 20;
    private static final int MOST_LOCAL = 5;

    DynamoDbKeysAgree() {
        super("aws_dynamodb_table");
    }

    @Override
    protected void examine(Resource table, Objections objections) {
        examineKeys(table, objections);
        examineIndexes(table, objections);
        examineCapacity(table, objections);
        examineStream(table, objections);
        for (Block ttl : table.blocks("ttl")) {
            boolean nameless = ttl.attribute("attribute_name").isAbsent()
                    || ttl.attribute("attribute_name").is("");
            if (nameless && ttl.attribute("enabled").isTrue()) {
                objections.add("ttl.attribute_name", "(absent)", "the attribute with the time");
            }
        }
        Set<String> regions = new HashSet<>();
        for (Block replica : table.blocks("replica")) {
            Value region = replica.attribute("region_name");
            if (region.isKnown() && (!regions.add(region.text()) || region.is(table.region()))) {
                objections.add(region.text(), "replica.region_name", region.text(), "each other region once");
            }
        }
    }

    private static void examineKeys(Resource table, Objections objections) {
        Set<String> declared = new TreeSet<>();
        for (Block attribute : table.blocks("attribute")) {
            Value name = attribute.attribute("name");
            if (!name.isKnown()) {
                return;
            }
            if (!declared.add(name.text())) {
                objections.add(name.text(), "attribute.name", name.text(), "each attribute once");
            }
        }
        Set<String> used = new TreeSet<>();
        List<Value> keys = new ArrayList<>();
        for (String key : List.of("hash_key", "range_key")) {
            keys.addAll(table.attributes(key));
            keys.addAll(table.attributes(GLOBAL + "." + key));
        }
        keys.addAll(table.attributes(LOCAL + ".range_key"));
        boolean open = keys.stream().anyMatch(key -> !key.isKnown()) || table.has("dynamic") || hasKeySchema(table);
        for (Value key : keys) {
            if (key.isKnown() && used.add(key.text()) && !declared.contains(key.text())) {
                objections.add(
                        "key " + key, "attribute", "no attribute " + key, "a declaration of each key, with its type");
            }
        }
        boolean copied =
                table.has("restore_source_name") || table.has("restore_source_table_arn") || table.has("import_table");
        for (String name : declared) {
            if (!used.contains(name) && !open && !copied) {
                objections.add(name, "attribute", name, "attributes that are a key of the table or of an index");
            }
        }
        Value hash = table.attribute("hash_key");
        objections.addIf(
                hash.isKnown() && table.attribute("range_key").is(hash.text()),
                table,
                "range_key",
                "another attribute than hash_key");
    }

    /** A newer way to write the keys of an index, of several attributes. */
    private static boolean hasKeySchema(Resource table) {
        return !table.blocks(GLOBAL + ".key_schema").isEmpty();
    }

    private static void examineIndexes(Resource table, Objections objections) {
        List<Block> global = table.blocks(GLOBAL);
        List<Block> local = table.blocks(LOCAL);
        if (global.size() > MOST_GLOBAL) {
            objections.add(GLOBAL, global.size() + " indexes", "%d at most".formatted(MOST_GLOBAL));
        }
        if (local.size() > MOST_LOCAL) {
            objections.add(LOCAL, local.size() + " indexes", "%d at most".formatted(MOST_LOCAL));
        }
        objections.addIf(
                !local.isEmpty() && table.attribute("range_key").isAbsent(),
                table,
                "range_key",
                "a range key, which a table with local indexes has");
        Set<String> names = new HashSet<>();
        List<Block> all = new ArrayList<>(global);
        all.addAll(local);
        for (Block index : all) {
            String kind = global.contains(index) ? GLOBAL : LOCAL;
            Value name = index.attribute("name");
            if (name.isKnown() && !names.add(name.text())) {
                objections.add(
                        "name " + name, kind + ".name", name.text(), "a name that no other index of the table has");
            }
            if (name.isKnown() && !name.text().matches("[A-Za-z0-9_.-]{3,255}")) {
                objections.add("form " + name, kind + ".name", name.text(), "3 to 255 of a-z, A-Z, 0-9, _, - and .");
            }
            Value projection = index.attribute("projection_type");
            boolean more = Objections.isSaid(index.attribute("non_key_attributes"));
            if (projection.is("INCLUDE") && !more) {
                objections.add(
                        "include " + name,
                        kind + ".non_key_attributes",
                        "(absent)",
                        "the attributes that INCLUDE includes");
            } else if (more && projection.isOneOf(Set.of("ALL", "KEYS_ONLY"))) {
                objections.add(
                        "include " + name,
                        kind + ".non_key_attributes",
                        index.attribute("non_key_attributes").text(),
                        "nothing, or projection_type INCLUDE");
            }
        }
    }

    private static void examineCapacity(Resource table, Objections objections) {
        Value mode = table.attribute("billing_mode");
        String[] units = {"read_capacity", "write_capacity"};
        if (mode.is("PAY_PER_REQUEST")) {
            objections.addEach(table, "nothing: requests are paid, not units", units);
        } else if (mode.isAbsent() || mode.is("PROVISIONED")) {
            for (String unit : units) {
                objections.addIf(
                        table.attribute(unit).isAbsent()
                                || table.attribute(unit).is("0"),
                        table,
                        unit,
                        "units of capacity, or billing_mode PAY_PER_REQUEST");
            }
            objections.addEach(table, "nothing, or billing_mode PAY_PER_REQUEST", "on_demand_throughput");
        }
    }

    private static void examineStream(Resource table, Objections objections) {
        Value stream = table.attribute("stream_enabled");
        Value view = table.attribute("stream_view_type");
        objections.addIf(
                stream.isTrue() && (view.isAbsent() || view.is("")),
                table,
                "stream_view_type",
                "what the stream shows of a change");
        boolean replicated = table.blocks("replica").stream()
                .anyMatch(replica -> !replica.attribute("consistency_mode").is("STRONG"));
        objections.addIf(
                replicated && (stream.isFalse() || stream.isAbsent()),
                table,
                "stream_enabled",
                "true: replicas follow the stream");
        objections.addIf(
                replicated && stream.isTrue() && view.isKnown() && !view.is("NEW_AND_OLD_IMAGES"),
                table,
                "stream_view_type",
                "NEW_AND_OLD_IMAGES, which replicas need");
        objections.addIf(
                !replicated && (stream.isFalse() || stream.isAbsent()) && Objections.isSaid(view),
                table,
                "stream_enabled",
                "true, since stream_view_type says what the stream shows");
    }
}
