package payments.infrastructure.data;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.db_parameter_group.DbParameterGroup;
import com.hashicorp.cdktf.providers.aws.db_parameter_group.DbParameterGroupParameter;
import java.util.List;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * How PostgreSQL itself is set: TLS 1.2 and better forced, passwords hashed with SCRAM, connections and schema changes
 * logged, no statement values in the logs (they could hold card data), and nothing waits for ever.
 *
 * <p>Sources: RDS guide, "Using SSL with a PostgreSQL DB instance"; PCI DSS 4.0.1, 4.2.1, 10.2.1 and 3.5.1.
 */
final class DatabaseParameters extends Construct {
    private final DbParameterGroup group;

    DatabaseParameters(Construct scope, String id, Placement placement, String family) {
        super(scope, id);
        this.group = DbParameterGroup.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(placement.names().plain(family))
                .description("PostgreSQL settings of the payment platform")
                .family(family)
                .parameter(List.of(
                        now("rds.force_ssl", "1"),
                        now("ssl_min_protocol_version", "TLSv1.2"),
                        now("password_encryption", "scram-sha-256"),
                        now("log_connections", "1"),
                        now("log_disconnections", "1"),
                        now("log_statement", "ddl"),
                        now("log_min_duration_statement", "1000"),
                        now("log_parameter_max_length", "0"),
                        now("log_parameter_max_length_on_error", "0"),
                        now("idle_in_transaction_session_timeout", "30000"),
                        now("lock_timeout", "2000"),
                        now("timezone", "UTC"),
                        afterRestart("shared_preload_libraries", "pg_stat_statements,pgaudit"),
                        now("pgaudit.log", "ddl,role,write")))
                .tags(placement.nameTag(family))
                // The name carries the major version: a new one's group exists before the old one goes.
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build();
    }

    String name() {
        return group.getName();
    }

    private static DbParameterGroupParameter now(String name, String value) {
        return parameter(name, value, "immediate");
    }

    /** Static parameters: RDS refuses to apply them at once. */
    private static DbParameterGroupParameter afterRestart(String name, String value) {
        return parameter(name, value, "pending-reboot");
    }

    private static DbParameterGroupParameter parameter(String name, String value, String method) {
        return DbParameterGroupParameter.builder()
                .name(name)
                .value(value)
                .applyMethod(method)
                .build();
    }
}
