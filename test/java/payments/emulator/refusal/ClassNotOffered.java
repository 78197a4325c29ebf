package payments.emulator.refusal;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.reality.InstanceClasses;

/** RDS has other instance classes for each engine. */
final class ClassNotOffered implements Refusal {
    @Override
    public String source() {
        return "instance-classes.tsv, https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.html";
    }

    @Override
    public @Nullable AwsError refuse(AwsCall call) {
        String engine = call.parameter("Engine");
        String instanceClass = call.parameter("DBInstanceClass");
        return !call.is("rds", "CreateDBInstance")
                        || instanceClass.isEmpty()
                        || InstanceClasses.refusal(engine, instanceClass).isEmpty()
                ? null
                : new AwsError(
                        400,
                        "InvalidParameterCombination",
                        "RDS does not support creating a DB instance with the following combination: DBInstanceClass=%s,"
                                        .formatted(instanceClass)
                                + " Engine=%s, EngineVersion=%s, LicenseModel=postgresql-license."
                                        .formatted(engine, call.parameter("EngineVersion")));
    }
}
