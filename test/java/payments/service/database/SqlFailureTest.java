package payments.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLState;
import payments.Threat;

/** Only the values of a transaction can be its own fault. */
@Threat("F12")
class SqlFailureTest {
    private static final Set<String> OWN_FAULT = Set.of("22", "23");

    @ParameterizedTest
    @EnumSource
    void ofAllStatesOnlyThoseOfTwoClassesAreTheTransactionsFault(PSQLState state) {
        SqlFailure failure = SqlFailure.of(new SQLException("x", state.getState()));

        assertThat(failure == SqlFailure.REFUSED)
                .as("%s %s", state, state.getState())
                .isEqualTo(state.getState() != null
                        && state.getState().length() == 5
                        && OWN_FAULT.contains(state.getState().substring(0, 2)));
    }

    /** A missing right, table, column, function or schema; a read-only role; an internal error; a rule of a view; nothing at all. */
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "2", "42501", "42P01", "42703", "42883", "3F000", "0LP01", "XX000", "XX001", "44000", "P0001"
            })
    void whatAPersonMustMendIsNoRefusal(String state) {
        assertThat(SqlFailure.of(new SQLException("x", state))).isEqualTo(SqlFailure.BROKEN);
    }

    @Test
    void everyOtherMeaningHasAStateOfItsOwn() {
        EnumSet<SqlFailure> found = EnumSet.noneOf(SqlFailure.class);
        for (String state : new String[] {"40001", "57014", "08006", "28P01", "53300", "42501", "23514", "22003"}) {
            found.add(SqlFailure.of(new SQLException("x", state)));
        }

        assertThat(found).isEqualTo(EnumSet.allOf(SqlFailure.class));
    }
}
