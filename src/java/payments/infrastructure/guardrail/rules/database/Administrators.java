package payments.infrastructure.guardrail.rules.database;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * The administrator's name and password and the first database's name.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html">AWS: naming constraints</a>
 */
final class Administrators {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");
    private static final String MANAGED = "manage_master_user_password";
    private static final String SECRET_KEY = "master_user_secret_kms_key_id";

    /** What RDS itself uses, with every engine. */
    private static final Set<String> OF_RDS = Set.of("rdsadmin", "rdsrepladmin");

    /** What PostgreSQL reserves: PostgreSQL's manual, "SQL Key Words", those marked as reserved; and {@code admin} of RDS. */
    private static final Set<String> OF_POSTGRES = Set.of(
            ("admin all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create"
                            + " current_catalog current_date current_role current_time current_timestamp current_user default"
                            + " deferrable desc distinct do else end except false fetch for foreign from grant group having in"
                            + " initially intersect into lateral leading limit localtime localtimestamp not null offset on only"
                            + " or order placing primary references returning select session_user some symmetric system_user"
                            + " table then to trailing true union unique user using variadic when where window with")
                    .split(" "));

    private static final Set<String> DATABASES_OF_POSTGRES = Set.of("template0", "template1");

    private Administrators() {}

    static void examine(
            Resource database, Engine engine, String user, String password, String name, Objections objections) {
        examineName(database, engine, user, Set.of(), objections);
        examineName(database, engine, name, DATABASES_OF_POSTGRES, objections);
        Value administrator = database.attribute(user);
        objections.addIf(
                engine.isPostgres()
                        && administrator.isKnown()
                        && administrator.text().startsWith("pg_"),
                database,
                user,
                "a name that does not begin with pg_, which PostgreSQL reserves");
        if (database.attribute(MANAGED).isTrue()) {
            objections.addEach(
                    database,
                    "nothing: RDS makes the password, since %s is true".formatted(MANAGED),
                    password,
                    password + "_wo");
        }
        objections.addIf(
                (database.attribute(MANAGED).isAbsent()
                                || database.attribute(MANAGED).isFalse())
                        && Objections.isSaid(database.attribute(SECRET_KEY)),
                database,
                SECRET_KEY,
                "nothing, or %s = true".formatted(MANAGED));
        if (isNew(database)) {
            objections.addIf(administrator.isAbsent(), database, user, "a name of the administrator");
            objections.addIf(
                    !database.has(MANAGED) && !database.has(password) && !database.has(password + "_wo"),
                    database,
                    MANAGED,
                    "true, or a password in another way: a new database has an administrator");
        }
    }

    /** Whether it has an administrator that no other database had before. */
    private static boolean isNew(Resource database) {
        return !Databases.takesOver(database)
                && !database.has("s3_import")
                && !database.has("global_cluster_identifier");
    }

    private static void examineName(
            Resource database, Engine engine, String attribute, Set<String> more, Objections objections) {
        Value name = database.attribute(attribute);
        if (!name.isKnown() || name.is("")) {
            return;
        }
        String small = name.text().toLowerCase(Locale.ROOT);
        objections.addIf(
                engine.isPostgres() && !NAME.matcher(name.text()).matches(),
                database,
                attribute,
                "a letter, then letters, digits and underscores, at most 63");
        objections.addIf(
                OF_RDS.contains(small)
                        || (engine.isPostgres() && (OF_POSTGRES.contains(small) || more.contains(small))),
                database,
                attribute,
                "a word that the engine does not reserve");
    }
}
