package payments.infrastructure.guardrail.rules.reality;

import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.reality.EngineCalendar;

/**
 * AWS makes a new database of the version. It ends minor versions about twice a year: first it makes no new databases, a month
 * later it upgrades those that run, and from then on the version is a downgrade that AWS refuses. What ends within
 * {@value EngineCalendar#DAYS_OF_NOTICE} days, and what is billed as extended support, is a warning. A replica has the version of
 * its source.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html">AWS: release calendars</a>
 */
@Guardrail(
        id = "rds-version-creatable",
        severity = Severity.HIGH,
        expects = "a version of PostgreSQL of which AWS makes new databases",
        fix = "write the major version alone in engine_version, or a minor one that AWS still creates",
        why = "The first apply fails, and where the database stands, AWS has upgraded it and refuses the way back",
        pci = "6.3.3",
        sources = "ours: only a dated table knows what AWS has ended")
final class RdsVersionCreatable extends ResourceRule {
    private static final String VERSION = "engine_version";

    private final EngineCalendar calendar;

    RdsVersionCreatable() {
        this(EngineCalendar.today());
    }

    RdsVersionCreatable(EngineCalendar calendar) {
        super(Engines.INSTANCE, Engines.CLUSTER, Engines.CLUSTER_INSTANCE, Engines.GLOBAL_CLUSTER);
        this.calendar = calendar;
    }

    @Override
    protected void judge(Resource database, Verdicts verdicts) {
        Value version = database.attribute(VERSION);
        String engine = Engines.of(database);
        if (!engine.contains("postgres")) {
            verdicts.notApplicable("the engine is %s".formatted(engine.isEmpty() ? "not written" : engine));
        } else if (version.isAbsent()) {
            verdicts.notApplicable("AWS chooses the version, or the source has it");
        } else if (!version.isKnown()) {
            verdicts.unknown(VERSION, version);
        } else {
            judge(engine, version, verdicts);
        }
    }

    private void judge(String engine, Value version, Verdicts verdicts) {
        Optional<String> refusal = calendar.refusal(engine, version.text());
        Optional<String> warning = calendar.warning(engine, version.text());
        if (refusal.isPresent()) {
            verdicts.fail("", VERSION, version.text(), refusal.get());
        } else if (warning.isPresent()) {
            verdicts.fail(Severity.LOW, VERSION, version.text(), "a version with a future: " + warning.get());
        } else {
            verdicts.pass(VERSION, version);
        }
    }
}
