package payments.emulator.refusal;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.reality.EngineCalendar;

/** RDS makes no database of an engine version that it has taken away. The emulator makes one of any. */
final class EngineGone implements Refusal {
    private final InstantSource clock;

    EngineGone(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String source() {
        return "engine-versions.tsv and engine-majors.tsv, https://github.com/tryretool/terraform-retool-modules/issues/70";
    }

    @Override
    public @Nullable AwsError refuse(AwsCall call) {
        if (!call.is("rds", "CreateDBInstance", "CreateDBCluster", "ModifyDBInstance", "ModifyDBCluster")) {
            return null;
        }
        String engine = call.parameter("Engine");
        String version = call.parameter("EngineVersion");
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return version.isEmpty()
                        || new EngineCalendar(today).refusal(engine, version).isEmpty()
                ? null
                : new AwsError(
                        400, "InvalidParameterCombination", "Cannot find version %s for %s".formatted(version, engine));
    }
}
