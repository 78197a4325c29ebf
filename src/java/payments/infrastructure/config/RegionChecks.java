package payments.infrastructure.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.EnvironmentDraft.RegionDraft;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.NetworkSettings;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.reality.BackupReplication;

/**
 * Checks the regions against each other: one region once in an environment, enough zones in each, and no address twice
 * anywhere in the file, since environments may be connected one day and addresses cannot be changed then.
 */
final class RegionChecks {
    /**
     * The writer and its readers, less one for each further region (Aurora user guide, "Configuration requirements of an
     * Amazon Aurora global database").
     */
    private static final int MOST_INSTANCES_OF_GLOBAL_DATABASE = 16;

    private final Problems problems;

    RegionChecks(Problems problems) {
        this.problems = problems;
    }

    void run(List<EnvironmentDraft> environments) {
        List<RegionDraft> all = new ArrayList<>();
        for (EnvironmentDraft environment : environments) {
            checkOnce(environment);
            checkZones(environment);
            checkParts(environment);
            new EffectLogChecks(problems).run(environment);
            for (RegionDraft region : environment.regions()) {
                all.forEach(earlier -> checkApart(earlier, region));
                all.add(region);
            }
        }
    }

    private void checkOnce(EnvironmentDraft environment) {
        Map<AwsRegion, Position> seen = new EnumMap<>(AwsRegion.class);
        for (RegionDraft region : environment.regions()) {
            if (region.name() != null) {
                Position first = seen.putIfAbsent(region.name(), region.nameAt());
                if (first != null) {
                    problems.add(DeploymentErrors.regionTwice(region.nameAt(), region.name(), first));
                }
            }
        }
    }

    private void checkZones(EnvironmentDraft environment) {
        Settings settings = environment.settings().value();
        NetworkSettings network =
                settings == null || !environment.settings().knows("network.zones") ? null : settings.network();
        for (RegionDraft region : environment.regions()) {
            if (network != null && region.name() != null && region.name().zones() < network.zones()) {
                problems.add(DeploymentErrors.tooFewZones(region.nameAt(), region.name(), network.zones()));
            }
        }
    }

    /** What the settings ask for must have its place in the regions. */
    private void checkParts(EnvironmentDraft environment) {
        if (environment.regions().isEmpty()) {
            return;
        }
        Position first = environment.regions().get(0).nameAt();
        if (environment.regions().stream().noneMatch(RegionDraft::services)) {
            problems.add(DeploymentErrors.noHome(first));
        }
        Settings settings = environment.settings().value();
        if (settings == null) {
            return;
        }
        if (environment.settings().knowsPresenceOf("network")
                && !environment.settings().refusesPresenceOf("network")) {
            checkBlocks(environment, settings);
        }
        if (environment.settings().knowsPresenceOf("database")) {
            checkDatabase(environment, settings);
        }
        if (environment.regions().size() == 1
                && environment.settings().knows("links.databaseCopy")
                && settings.links().databaseCopy().needsSecondRegion()) {
            problems.add(DeploymentErrors.standbyMissing(first, settings.links().databaseCopy()));
        }
    }

    private void checkBlocks(EnvironmentDraft environment, Settings settings) {
        for (RegionDraft region : environment.regions()) {
            if (settings.network() != null && !region.hasCidr()) {
                problems.add(DeploymentErrors.blockMissing(region.cidrAt()));
            } else if (settings.network() == null && region.hasCidr()) {
                problems.add(DeploymentErrors.blockUnused(region.cidrAt()));
            }
        }
    }

    private void checkDatabase(EnvironmentDraft environment, Settings settings) {
        DatabaseSettings database = settings.database();
        List<RegionDraft> serving =
                environment.regions().stream().filter(RegionDraft::services).toList();
        if (database == null) {
            return;
        }
        for (RegionDraft region : serving) {
            if (region.name() != null && !region.name().databases()) {
                problems.add(ValueErrors.noAuthorities(region.nameAt(), region.name()));
            }
        }
        checkBackups(environment, serving, settings);
        int copies = serving.size() - 1;
        if (copies > 0
                && environment.settings().knows("database.aurora.instances", "links.databaseCopy")
                && settings.links().databaseCopy() == DatabaseCopy.GLOBAL_DATABASE
                && database.aurora() != null) {
            int most = MOST_INSTANCES_OF_GLOBAL_DATABASE - copies;
            if (database.aurora().instances() > most) {
                problems.add(ValueErrors.tooManyInstances(
                        environment.at(), database.aurora().instances(), most, copies));
            }
        }
    }

    /** The primary's backups go to the other regions: RDS must replicate between the two. */
    private void checkBackups(EnvironmentDraft environment, List<RegionDraft> serving, Settings settings) {
        if (!environment.settings().knows("links.databaseCopy", "database.engine")
                || settings.links().databaseCopy() != DatabaseCopy.BACKUPS
                || serving.isEmpty()) {
            return;
        }
        AwsRegion primary = serving.get(0).name();
        for (RegionDraft standby : serving.subList(1, serving.size())) {
            if (primary != null
                    && standby.name() != null
                    && primary != standby.name()
                    && !BackupReplication.isListed(
                            primary.code(), standby.name().code())
                    && !BackupReplication.isContradicted(
                            primary.code(), standby.name().code())
                    && !BackupReplication.isUnknown(
                            primary.code(), standby.name().code())) {
                problems.add(ValueErrors.noBackupReplication(standby.nameAt(), primary, standby.name()));
            }
        }
    }

    private void checkApart(RegionDraft earlier, RegionDraft later) {
        if (earlier.cidr() != null && later.cidr() != null && earlier.cidr().overlaps(later.cidr())) {
            problems.add(DeploymentErrors.overlap(later.cidrAt(), later.cidr(), earlier.cidrAt(), earlier.cidr()));
        }
    }
}
