package payments.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import payments.Requirement;

/** What the contract says of a function is what its handler does. */
@Requirement("A10")
class FunctionContractTest {
    /** A value of the right form for each variable whose name alone is none. */
    private static final Map<FunctionVariable, String> VALUES = new EnumMap<>(Map.ofEntries(
            Map.entry(FunctionVariable.REGION, "eu-west-1"),
            Map.entry(FunctionVariable.REGION_ROLE, "home"),
            Map.entry(FunctionVariable.DYNAMODB_ENDPOINT, "https://dynamodb.eu-west-1.amazonaws.com"),
            Map.entry(FunctionVariable.EFFECT_LOG_ENDPOINT, "https://dynamodb.eu-west-1.amazonaws.com"),
            Map.entry(FunctionVariable.RDS_PORT, "5432"),
            Map.entry(FunctionVariable.RDS_DATABASE, "payments"),
            Map.entry(FunctionVariable.DATABASE_USER, "owner"),
            Map.entry(FunctionVariable.DATABASE_APPLICATION_ROLE, "payments_app"),
            Map.entry(FunctionVariable.API_DIALECT, "payments"),
            Map.entry(FunctionVariable.API_AMOUNTS, "minor-units"),
            Map.entry(FunctionVariable.CORS_ALLOWED_ORIGIN, "https://app.example.com"),
            Map.entry(FunctionVariable.CORS_ALLOWED_HEADERS, "Content-Type"),
            Map.entry(FunctionVariable.API_ANONYMOUS_READ, "true"),
            Map.entry(FunctionVariable.REPORT_PREFIX, "batch-reports/"),
            Map.entry(FunctionVariable.TOLERATED_REJECT_PERCENT, "5"),
            Map.entry(FunctionVariable.MAX_FILE_BYTES, "1000"),
            Map.entry(FunctionVariable.AWS_ENDPOINT_URL, "http://127.0.0.1:1")));

    /** One that it does not read would be set for nothing. */
    @ParameterizedTest
    @EnumSource
    void aHandlerReadsEveryVariableThatItsContractDeclares(FunctionContract function) throws Exception {
        Set<FunctionVariable> declared = EnumSet.copyOf(function.required());
        declared.addAll(function.optional());
        RecordedVariables variables = RecordedVariables.of(declared);

        start(function, variables);
        variables.remove(FunctionVariable.REGION_ROLE.name()); // HOME_REGION is read in its place.
        start(function, variables);

        assertThat(variables.read()).containsExactlyInAnyOrderElementsOf(declared);
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerStartsWithTheRequiredVariablesAndNamesOneThatIsMissing(FunctionContract function) throws Exception {
        start(function, RecordedVariables.of(function.required()));

        for (FunctionVariable missing : function.required()) {
            Set<FunctionVariable> without = EnumSet.copyOf(function.required());
            without.remove(missing);
            assertThatThrownBy(() -> start(function, RecordedVariables.of(without)))
                    .as(missing.name())
                    .rootCause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the environment variable %s is missing or empty", missing);
        }
    }

    @Test
    void aVariableThatTheContractDoesNotDeclareIsNotRead() {
        FunctionEnvironment environment =
                new FunctionEnvironment(FunctionContract.BATCH_FILE, Map.of("DYNAMODB_TABLE", "payments"));

        assertThatThrownBy(() -> environment.optional(FunctionVariable.DYNAMODB_TABLE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the function BATCH_FILE must not read the variable DYNAMODB_TABLE;"
                        + " declare it in FunctionContract.BATCH_FILE");
    }

    /** A read beside the contract is one that no platform knows of. Lambda's own variables are the SDK's matter. */
    @Test
    void nothingElseReadsTheEnvironment() {
        Set<String> readers = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("payments.service", "payments.contract")) {
            type.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getTargetOwner().isEquivalentTo(System.class)
                            && call.getName().equals("getenv"))
                    .forEach(call -> readers.add(type.getSimpleName()));
        }

        assertThat(readers).containsExactly("DynamoDbClients", "FunctionEnvironment");
    }

    @Test
    void everyHandlerIsInTheContract() {
        Set<String> handlers = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("payments.service")) {
            if (type.isAssignableTo(RequestStreamHandler.class)
                    && !type.getModifiers().contains(JavaModifier.ABSTRACT)) {
                handlers.add(type.getName());
            }
        }
        Set<String> functions = new TreeSet<>();
        for (FunctionContract function : FunctionContract.values()) {
            functions.add(function.handlerClass());
        }

        assertThat(handlers).isEqualTo(functions);
    }

    @Test
    void everyVariableIsThatOfAFunction() {
        Set<FunctionVariable> used = EnumSet.noneOf(FunctionVariable.class);
        for (FunctionContract function : FunctionContract.values()) {
            used.addAll(function.required());
            used.addAll(function.optional());
        }

        assertThat(used).containsExactlyInAnyOrder(FunctionVariable.values());
    }

    private static void start(FunctionContract function, RecordedVariables variables) throws Exception {
        Class.forName(function.handlerClass())
                .getConstructor(FunctionEnvironment.class)
                .newInstance(new FunctionEnvironment(function, variables));
    }

    /** Variables that know which of them were asked for. */
    private static final class RecordedVariables extends HashMap<String, String> {
        private static final long serialVersionUID = 1;

        private final Set<FunctionVariable> read = EnumSet.noneOf(FunctionVariable.class);

        static RecordedVariables of(Set<FunctionVariable> names) {
            RecordedVariables variables = new RecordedVariables();
            names.forEach(name -> variables.put(name.name(), VALUES.getOrDefault(name, "some-" + name)));
            return variables;
        }

        @Override
        public @Nullable String get(Object name) {
            read.add(FunctionVariable.valueOf((String) name));
            return super.get(name);
        }

        Set<FunctionVariable> read() {
            return read;
        }
    }
}
