package payments.infrastructure.config.constraint;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names that a database and its administrator may not have. RDS refuses words that its engine reserves (RDS API reference,
 * CreateDBInstance and CreateDBCluster: DBName, MasterUsername), and PostgreSQL roles that begin with pg_ (PostgreSQL
 * documentation, CREATE ROLE).
 */
final class DatabaseNames {
    /**
     * Key words that PostgreSQL lets stand for no name without quotes (PostgreSQL documentation, "SQL Key Words": reserved,
     * also those that may name a function or type). A test compares them with a running server.
     */
    static final Set<String> KEY_WORDS = words("""
            all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation
            column concurrently constraint create cross current_catalog current_date current_role current_schema
            current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for
            foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral
            leading left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps
            placing primary references returning right select session_user similar some symmetric system_user table
            tablesample then to trailing true union unique user using variadic verbose when where window with
            """);

    /** Databases that are there already, and words that RDS reserves beside PostgreSQL. */
    private static final Set<String> DATABASES = words("admin db postgres rdsadmin template0 template1");

    /** Roles that are there already, and words that RDS reserves beside PostgreSQL. */
    private static final Set<String> ROLES = words("""
            admin none postgres public rdsadmin rdsrepladmin rdstopmgr rdswriteforwarduser rds_ad rds_extension rds_iam
            rds_password rds_replication rds_reserved rds_superuser root
            """);

    /** The role that the service connects as; the migration makes it. */
    private static final String SERVICE_ROLE = "payments_app";

    private DatabaseNames() {}

    static @Nullable String violationOfDatabase(String name) {
        if (KEY_WORDS.contains(name)) {
            return keyWord(name);
        }
        return DATABASES.contains(name)
                ? "RDS refuses the database name %s, which it reserves for itself".formatted(name)
                : null;
    }

    static @Nullable String violationOfUser(String name) {
        if (KEY_WORDS.contains(name)) {
            return keyWord(name);
        }
        if (name.startsWith("pg_")) {
            return "PostgreSQL refuses roles that begin with pg_, which it reserves for its own";
        }
        if (name.equals(SERVICE_ROLE)) {
            return "%s is the role that the service connects as, which has fewer rights".formatted(name);
        }
        return ROLES.contains(name)
                ? "RDS refuses the user name %s, which it reserves for itself".formatted(name)
                : null;
    }

    private static String keyWord(String name) {
        return "RDS refuses names that are reserved words of PostgreSQL, and %s is one"
                .formatted(name.toUpperCase(Locale.ROOT));
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+", -1));
    }
}
