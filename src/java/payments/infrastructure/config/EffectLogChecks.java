package payments.infrastructure.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.EnvironmentDraft.RegionDraft;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.reality.StrongConsistency;

/**
 * Whether an environment's log of effects can stand: in every region that takes payments, and where these are two with a
 * witness in a third place, all of one set (AWS: {@link StrongConsistency}).
 */
final class EffectLogChecks {
    private final Problems problems;

    EffectLogChecks(Problems problems) {
        this.problems = problems;
    }

    void run(EnvironmentDraft environment) {
        Settings settings = environment.settings().value();
        List<RegionDraft> serving =
                environment.regions().stream().filter(RegionDraft::services).toList();
        if (settings == null
                || settings.effectLog() == null
                || !environment.settings().knows("effectLog.witness")
                || serving.isEmpty()
                || serving.stream().anyMatch(region -> region.name() == null)) {
            return;
        }
        AwsRegion witness = settings.effectLog().witness();
        checkPlaces(environment, serving, witness);
        checkSet(environment, serving, witness);
    }

    private void checkPlaces(EnvironmentDraft environment, List<RegionDraft> serving, @Nullable AwsRegion witness) {
        if (serving.size() == 1) {
            problems.add(EffectLogErrors.oneRegion(serving.get(0).nameAt()));
        } else if (serving.size() > StrongConsistency.PLACES) {
            problems.add(EffectLogErrors.tooManyRegions(
                    serving.get(StrongConsistency.PLACES).nameAt(), serving.size()));
        } else if (serving.size() == StrongConsistency.PLACES && witness != null) {
            problems.add(EffectLogErrors.witnessTooMany(witnessAt(environment), witness));
        } else if (serving.size() < StrongConsistency.PLACES && witness == null) {
            problems.add(EffectLogErrors.witnessMissing(environment.at(), StrongConsistency.beside(codes(serving))));
        }
    }

    /** The first place that no set has together with those before it. */
    private void checkSet(EnvironmentDraft environment, List<RegionDraft> serving, @Nullable AwsRegion witness) {
        List<String> places = new ArrayList<>();
        for (RegionDraft region : serving) {
            places.addAll(codes(List.of(region)));
            if (!StrongConsistency.spans(places)) {
                problems.add(EffectLogErrors.noSet(region.nameAt(), places));
                return;
            }
        }
        if (witness == null) {
            return;
        }
        if (places.contains(witness.code())) {
            problems.add(
                    EffectLogErrors.witnessServes(witnessAt(environment), witness, StrongConsistency.beside(places)));
        } else if (!StrongConsistency.beside(places).contains(witness.code())) {
            problems.add(EffectLogErrors.witnessOfAnotherSet(
                    witnessAt(environment), witness, places, StrongConsistency.beside(places)));
        }
    }

    private static Position witnessAt(EnvironmentDraft environment) {
        Tree witness = Tree.child(Tree.child(environment.settings().tree(), "effectLog"), "witness");
        return witness == null ? environment.at() : witness.at();
    }

    private static List<String> codes(List<RegionDraft> regions) {
        List<String> codes = new ArrayList<>();
        for (RegionDraft region : regions) {
            if (region.name() != null) {
                codes.add(region.name().code());
            }
        }
        return codes;
    }
}
