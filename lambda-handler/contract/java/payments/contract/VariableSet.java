package payments.contract;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The variables that a function may have, and those of them that it must have. */
record VariableSet(Set<FunctionVariable> required, Set<FunctionVariable> optional) {
    private static final VariableSet EMPTY = new VariableSet(Collections.emptySet(), Collections.emptySet());

    /** Every function knows where it runs. */
    static final VariableSet LOCATION = EMPTY.requiring(FunctionVariable.REGION, FunctionVariable.ENVIRONMENT_SUFFIX);

    /** The variables of a function that reads or writes payments. */
    static final VariableSet PAYMENTS = LOCATION.requiring(
                    FunctionVariable.DYNAMODB_TABLE,
                    FunctionVariable.DYNAMODB_ENDPOINT,
                    FunctionVariable.TABLE_PARTITION_KEY)
            .allowing(
                    FunctionVariable.TABLE_SORT_KEY,
                    FunctionVariable.TABLE_TIMESTAMP,
                    FunctionVariable.AUDIT_TABLE,
                    FunctionVariable.AUDIT_PARTITION_KEY,
                    FunctionVariable.REGION_ROLE,
                    FunctionVariable.HOME_REGION,
                    FunctionVariable.EFFECT_LOG_TABLE,
                    FunctionVariable.EFFECT_LOG_REGION,
                    FunctionVariable.EFFECT_LOG_ENDPOINT,
                    FunctionVariable.AWS_ENDPOINT_URL);

    VariableSet {
        required = Collections.unmodifiableSet(required);
        optional = Collections.unmodifiableSet(optional);
    }

    VariableSet requiring(FunctionVariable... more) {
        Set<FunctionVariable> rest = union(optional);
        rest.removeAll(Arrays.asList(more));
        return new VariableSet(union(required, more), rest);
    }

    VariableSet allowing(FunctionVariable... more) {
        return new VariableSet(required, union(optional, more));
    }

    /** A function that uses the database where the deployment has one. */
    VariableSet withDatabase() {
        return allowing(FunctionVariable.RDS_HOST, FunctionVariable.RDS_PORT, FunctionVariable.RDS_DATABASE)
                .withDatabaseUser();
    }

    /** A function that has no purpose without the database. */
    VariableSet needingDatabase() {
        return requiring(FunctionVariable.RDS_HOST, FunctionVariable.RDS_PORT, FunctionVariable.RDS_DATABASE)
                .withDatabaseUser();
    }

    boolean contains(FunctionVariable variable) {
        return required.contains(variable) || optional.contains(variable);
    }

    private VariableSet withDatabaseUser() {
        return allowing(
                FunctionVariable.DATABASE_USER,
                FunctionVariable.DATABASE_SECRET_ARN,
                FunctionVariable.DATABASE_CA_FILE);
    }

    private static Set<FunctionVariable> union(Set<FunctionVariable> some, FunctionVariable... more) {
        Set<FunctionVariable> all = EnumSet.noneOf(FunctionVariable.class);
        all.addAll(some);
        Collections.addAll(all, more);
        return all;
    }
}
