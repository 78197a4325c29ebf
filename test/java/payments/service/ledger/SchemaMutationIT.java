package payments.service.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import payments.Requirement;
import payments.Threat;

/**
 * Takes the rules of the ledger's schema away, one at a time, in databases of their own: a test of the ledger must fail. The
 * rules are read from the schema, so a new one that no test needs fails here.
 */
@Requirement("D9")
class SchemaMutationIT {
    /** Rules that another rule hides: as long as that one stands, nobody can get as far as these. */
    private static final Map<String, String> HIDDEN = Map.of(
            "account_balance_pkey of account_balance",
                    "balance_follows_journal: balances are opened once, by a trigger",
            "account_balance_account_id_fkey of account_balance",
                    "balance_follows_journal: balances are opened by a trigger, for the account that was just made");

    private static final List<Class<?>> TESTS = List.of(LedgerSchemaTest.class, PostgresLedgerTest.class);

    /** A constraint or a trigger. */
    record Guard(String kind, String table, String name) {
        String dropping() {
            return kind.equals("trigger")
                    ? "drop trigger %s on ledger.%s".formatted(name, table)
                    : "alter table ledger.%s drop constraint %s cascade".formatted(table, name);
        }

        @Override
        public String toString() {
            return name + " of " + table;
        }
    }

    /** All constraints and triggers of the schema but those of the migration's own table. */
    private static List<Guard> all() {
        try (LedgerFixture fixture = new LedgerFixture()) {
            return fixture.rows("""
                            select 'constraint', t.relname, c.conname from pg_constraint c
                            join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
                            where n.nspname = 'ledger' and t.relname <> 'migration_history' and c.contype in ('c', 'f', 'p', 'u')
                            union all
                            select 'trigger', t.relname, g.tgname from pg_trigger g
                            join pg_class t on t.oid = g.tgrelid join pg_namespace n on n.oid = t.relnamespace
                            where n.nspname = 'ledger' and not g.tgisinternal
                            order by 1, 2, 3""").stream()
                    .map(row -> row.split(" ", -1))
                    .map(cells -> new Guard(cells[0], cells[1], cells[2]))
                    .toList();
        }
    }

    static Stream<Guard> guards() {
        return all().stream().filter(guard -> !HIDDEN.containsKey(guard.toString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guards")
    @Threat({"F05", "F12", "I1", "I4"})
    @DisplayName("I1 I4 without this rule of the schema a test of the ledger fails")
    void withoutItATestFails(Guard guard) {
        List<String> failed = new ArrayList<>();

        LedgerFixture.changed(guard.dropping(), () -> {
            for (Class<?> tests : TESTS) {
                if (failed.isEmpty()) {
                    failed.addAll(firstFailure(tests));
                }
            }
        });

        assertThat(failed).as("tests that miss %s", guard).isNotEmpty();
    }

    @Test
    @DisplayName("With all rules the same tests pass, the rules are more than a few, and the hidden ones exist")
    void withAllOfThemTheTestsPass() {
        List<Guard> guards = all();

        assertThat(guards).hasSizeGreaterThan(30);
        assertThat(guards).extracting(Guard::toString).containsAll(HIDDEN.keySet());
        for (Class<?> tests : TESTS) {
            assertThat(firstFailure(tests)).as(tests.getSimpleName()).isEmpty();
        }
    }

    /** Runs a class of tests up to the first one that fails. Not with the listeners of the build: these failures are meant. */
    private static List<String> firstFailure(Class<?> tests) {
        List<String> failed = new ArrayList<>();
        int[] run = {0};
        CancellationToken token = CancellationToken.create();
        TestExecutionListener listener = new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                run[0] += test.isTest() ? 1 : 0;
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failed.add(test.getDisplayName());
                    token.cancel();
                }
            }
        };
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .build())
                .execute(LauncherExecutionRequestBuilder.request(request)
                        .listeners(listener)
                        .cancellationToken(token)
                        .build());
        assertThat(run[0] + failed.size()).as("tests of %s that ran", tests).isPositive();
        return failed;
    }
}
