package payments.infrastructure.guardrail.rules.database;

import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Objections;

/** What RDS refuses of an instance in a cluster of Aurora. */
final class ClusterInstanceArguments {
    private static final String SERVERLESS = "db.serverless";
    private static final String CLASS = "instance_class";

    private ClusterInstanceArguments() {}

    static void examine(Resource instance, Objections objections) {
        DailyWindows.examine(instance, "preferred_backup_window", "preferred_maintenance_window", objections);
        Monitoring.examine(instance, objections);
        InstanceArguments.examineZone(instance, objections);
        Optional<Resource> cluster = instance.follow("cluster_identifier", Databases.CLUSTER);
        cluster.ifPresent(whole -> examineMember(instance, whole, objections));
    }

    private static void examineMember(Resource instance, Resource cluster, Objections objections) {
        Value engine = instance.attribute("engine");
        Value theirs = cluster.attribute("engine");
        objections.addIf(
                engine.isKnown() && theirs.isKnown() && !engine.is(theirs.text()),
                instance,
                "engine",
                "that of the cluster, which is " + theirs);
        objections.addIf(
                theirs.isKnown() && !theirs.text().startsWith("aurora"),
                instance,
                "cluster_identifier",
                "a cluster of Aurora: RDS makes the instances of one of %s by itself".formatted(theirs));
        String major = Engine.of(cluster).major();
        Value version = instance.attribute("engine_version");
        objections.addIf(
                !major.isEmpty()
                        && version.isKnown()
                        && !version.text().split("\\.", 2)[0].equals(major),
                instance,
                "engine_version",
                "a version of the cluster's major one, which is " + major);
        Value size = instance.attribute(CLASS);
        objections.addIf(
                size.is(SERVERLESS) && !cluster.has("serverlessv2_scaling_configuration"),
                instance,
                CLASS,
                "serverlessv2_scaling_configuration in %s, or a class with a size".formatted(cluster.address()));
        objections.addIf(
                size.isKnown() && size.text().startsWith("db.t") && cluster.has("global_cluster_identifier"),
                instance,
                CLASS,
                "another class than db.t: a global cluster has none of them");
    }
}
