package payments.infrastructure.config.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import payments.service.database.LocalPostgres;

/** The names that a database may not have against what PostgreSQL itself says. */
class DatabaseNamesTest {
    /** The column catcode says how strictly a word is reserved: R always, T unless it names a function or a type. */
    @Test
    void theReservedWordsAreThoseOfPostgres() throws SQLException {
        Set<String> reserved = new TreeSet<>();
        try (var connection = LocalPostgres.shared().superuser("postgres");
                Statement statement = connection.createStatement();
                ResultSet words =
                        statement.executeQuery("select word from pg_get_keywords() where catcode in ('R', 'T')")) {
            while (words.next()) {
                reserved.add(words.getString(1));
            }
        }

        assertThat(new TreeSet<>(DatabaseNames.KEY_WORDS)).isEqualTo(reserved);
    }
}
