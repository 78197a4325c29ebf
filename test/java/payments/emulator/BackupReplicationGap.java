package payments.emulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Cross-region replication of automated backups, which the emulator does not know (moto 5.2.1: "action has not been
 * implemented"). Keeps what was asked for, so that create, read and delete of the provider really run.
 */
final class BackupReplicationGap {
    private final Map<String, Map<String, String>> replications = new ConcurrentHashMap<>();

    /** The answer to a request body, or null where the request is not about backup replication. */
    @Nullable String answer(String body) {
        Map<String, String> parameters = parameters(body);
        String action = parameters.getOrDefault("Action", "");
        return switch (action) {
            case "StartDBInstanceAutomatedBackupsReplication" -> start(action, parameters);
            case "StopDBInstanceAutomatedBackupsReplication" -> stop(action, parameters);
            case "DescribeDBInstanceAutomatedBackups" -> describe(action, parameters);
            default -> null;
        };
    }

    private String start(String action, Map<String, String> parameters) {
        String source = parameters.getOrDefault("SourceDBInstanceArn", "");
        String[] parts = source.split(":", -1);
        String arn = "arn:aws:rds:replica:%s:auto-backup:ab-%08x".formatted(parts[4], source.hashCode());
        Map<String, String> replication = new TreeMap<>();
        replication.put("DBInstanceAutomatedBackupsArn", arn);
        replication.put("DBInstanceArn", source);
        replication.put("DBInstanceIdentifier", parts[6]);
        replication.put("KmsKeyId", parameters.getOrDefault("KmsKeyId", ""));
        replication.put("BackupRetentionPeriod", parameters.getOrDefault("BackupRetentionPeriod", "7"));
        replication.put("Encrypted", "true");
        replication.put("Status", "replicating");
        replications.put(arn, replication);
        return response(action, element("DBInstanceAutomatedBackup", fields(replication)));
    }

    private String stop(String action, Map<String, String> parameters) {
        String source = parameters.getOrDefault("SourceDBInstanceArn", "");
        replications.values().removeIf(replication -> source.equals(replication.get("DBInstanceArn")));
        return response(action, "");
    }

    /** Deleted ones vanish at once; the provider waits for that. */
    private @Nullable String describe(String action, Map<String, String> parameters) {
        String arn = parameters.get("DBInstanceAutomatedBackupsArn");
        if (arn == null) {
            return null;
        }
        Map<String, String> replication = replications.get(arn);
        return response(
                action,
                element(
                        "DBInstanceAutomatedBackups",
                        replication == null ? "" : element("DBInstanceAutomatedBackup", fields(replication))));
    }

    private static String fields(Map<String, String> values) {
        StringBuilder xml = new StringBuilder();
        values.forEach((name, value) -> xml.append(element(name, value)));
        return xml.toString();
    }

    private static String response(String action, String result) {
        return "<%sResponse xmlns=\"http://rds.amazonaws.com/doc/2014-10-31/\">%s</%sResponse>"
                .formatted(action, element(action + "Result", result), action);
    }

    private static String element(String name, String content) {
        return "<%s>%s</%s>".formatted(name, content, name);
    }

    private static Map<String, String> parameters(String body) {
        Map<String, String> parameters = new TreeMap<>();
        if (!body.startsWith("Action=")) {
            return parameters;
        }
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
