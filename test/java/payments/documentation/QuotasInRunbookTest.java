package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.quota.QuotaUse;
import payments.infrastructure.reality.Quotas;
import payments.infrastructure.reality.Quotas.Quota;
import payments.testing.Deployments;

/** The runbook of the first deployment lists what each reference deployment uses of the quotas of a new account, as synth does. */
class QuotasInRunbookTest {
    private static final Path PAGE = Path.of("main", "docs", "runbooks", "first-deployment.md");
    private static final String START = "| quota of a new account | default |";
    private static final String END = "\n\n";

    /** What is used less than this share of has no row: nobody meets such a quota. */
    private static final double WORTH_A_ROW = 0.1;

    @Test
    void theRunbookHasWhatEachReferenceDeploymentUses() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).containsOnlyOnce(START);
        int start = page.indexOf(START);
        String expected = page.substring(0, start) + table() + page.substring(page.indexOf(END, start));
        if (Boolean.getBoolean("update.golden")) {
            Files.writeString(PAGE, expected);
            return;
        }

        assertThat(page)
                .as("%s; run the test with -Dupdate.golden=true to write it anew, and commit it", PAGE)
                .isEqualTo(expected);
    }

    private static String table() {
        Map<String, List<QuotaUse>> uses = new LinkedHashMap<>();
        Deployments.names()
                .forEach(name -> uses.put(
                        name, QuotaUse.of(Program.read(Deployments.of(name).folder()))));
        List<String> lines = new ArrayList<>();
        lines.add(START + " `" + String.join("` | `", uses.keySet()) + "` |");
        lines.add("|---|---:" + "|---:".repeat(uses.size()) + "|");
        for (Quota quota : Quotas.all()) {
            List<QuotaUse> used = uses.values().stream()
                    .flatMap(List::stream)
                    .filter(use -> use.quota().equals(quota))
                    .toList();
            if (used.stream().anyMatch(use -> use.used() >= WORTH_A_ROW * use.most())) {
                StringBuilder line = new StringBuilder("| %s | %d |".formatted(quota.what(), quota.most()));
                uses.values()
                        .forEach(all -> line.append(" %d |"
                                .formatted(all.stream()
                                        .filter(use -> use.quota().equals(quota))
                                        .mapToLong(QuotaUse::used)
                                        .max()
                                        .orElse(0))));
                lines.add(line.toString());
            }
        }
        return String.join("\n", lines);
    }
}
