package payments.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;

/**
 * The pages of the reference deployments have the tables of their contract files: what changes for a caller, variables,
 * outputs and names, old to new. With {@code -Dupdate.golden=true} they are written anew.
 */
@Requirement("K6")
class ContractPagesTest {
    private static final Path PAGES = Path.of("main", "docs", "deployments");

    static List<String> names() {
        return ContractFile.names();
    }

    /** The tables by the heading that they stand under. */
    private static Map<String, List<String>> tables(ContractFile file) {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        tables.put(
                "## What changes for you",
                table(
                        List.of("what", "before", "now", "why", "what to do"),
                        Departures.of(file).stream()
                                .map(Departures.Departure::cells)
                                .toList()));
        Facts facts = file.facts();
        tables.put(
                "### Variables",
                table(
                        List.of("before", "now", "default"),
                        facts.rows("variables").stream()
                                .map(row -> List.of(
                                        row.text("old"),
                                        (row.text("in", "").equals("file") ? "setting " : "") + code(row.text("new")),
                                        row.has("default") ? row.text("default") : "none; must be given"))
                                .toList()));
        if (!facts.rows("outputs").isEmpty()) {
            tables.put(
                    "### Outputs",
                    table(
                            List.of("output, as before", "what it is", "stack"),
                            facts.rows("outputs").stream()
                                    .map(row -> List.of(
                                            code(row.text("output")),
                                            meaning(row.value("is")),
                                            String.join(
                                                    ", ",
                                                    row.texts("stacks").stream()
                                                            .map(alias -> code(file.stack(alias)))
                                                            .toList())))
                                    .toList()));
        }
        tables.put(
                "### Names",
                table(
                        List.of("what", "before", "now"),
                        facts.rows("names").stream()
                                .map(row -> List.of(row.text("what"), row.text("old"), row.text("new")))
                                .toList()));
        return tables;
    }

    private static String code(String text) {
        return "`%s`".formatted(text);
    }

    /** What an output leads to, for a reader: the resource's attribute without braces. */
    private static String meaning(JsonNode value) {
        return value.isArray()
                ? "a list: " + meaning(value.get(0))
                : value.asText().replaceAll("\\{([^}]*)}", "$1");
    }

    private static List<String> table(List<String> columns, List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("| %s |".formatted(String.join(" | ", columns)));
        lines.add("|" + "---|".repeat(columns.size()));
        rows.forEach(row -> lines.add("| %s |".formatted(String.join(" | ", row))));
        return lines;
    }

    /** The page with these tables; a table stands after its heading, with or without sentences between. */
    private static List<String> with(List<String> page, Map<String, List<String>> tables) {
        List<String> lines = new ArrayList<>();
        List<String> pending = List.of();
        boolean replacing = false;
        for (String line : page) {
            if (line.startsWith("#")) {
                pending = tables.getOrDefault(line, List.of());
                replacing = false;
            }
            if (line.startsWith("|") && !pending.isEmpty()) {
                lines.addAll(pending);
                pending = List.of();
                replacing = true;
            }
            replacing &= line.startsWith("|");
            if (!replacing) {
                lines.add(line);
            }
        }
        return lines;
    }

    @ParameterizedTest
    @MethodSource("names")
    void thePageHasTheTablesOfTheContractFile(String name) throws IOException {
        Path path = PAGES.resolve(name + ".md");
        List<String> page = Files.readAllLines(path);
        Map<String, List<String>> tables = tables(ContractFile.of(name));
        List<String> expected = with(page, tables);
        if (Boolean.getBoolean("update.golden")) {
            Files.writeString(path, String.join("\n", expected) + "\n");
            return;
        }

        assertThat(page).as("headings of %s", path).containsAll(tables.keySet());
        assertThat(page)
                .as("%s; run the test with -Dupdate.golden=true to write its tables anew, and commit it", path)
                .isEqualTo(expected);
        tables.forEach((heading, lines) -> assertThat(page).as(heading).containsSequence(lines));
    }

    @Test
    @Requirement({"K12", "K21", "K51"})
    void thePagesSayWhatOwnersMustKnowBeforehand() throws IOException {
        assertThat(page("migration")).contains("**Enable eu-central-2 first.**");
        assertThat(page("active-passive")).contains("Ask each region by its own address");
        assertThat(page("multi-environment"))
                .contains("Anybody may make a payment", "**To close it**", "cannot read those of others");
    }

    @ParameterizedTest
    @MethodSource("names")
    void thePageSaysWhoMayCallWhatItCostsAndHowToMove(String name) throws IOException {
        assertThat(page(name))
                .contains("\n## Who may call\n", "\n## Move here\n", "runbooks/migration.md", "**What costs:**")
                .containsPattern("\\*\\*To (close|open) it\\*\\*");
    }

    private static String page(String name) throws IOException {
        return Files.readString(PAGES.resolve(name + ".md"));
    }

    @Test
    void aTableIsReplacedUnderItsHeadingAlone() {
        List<String> page = List.of("## A", "said", "| old |", "|---|", "| 1 |", "", "## B", "| kept |");

        assertThat(with(page, Map.of("## A", List.of("| new |", "|---|"))))
                .containsExactly("## A", "said", "| new |", "|---|", "", "## B", "| kept |");
    }
}
