package payments.infrastructure.config;

import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.config.WeakSetting.Accepted;

/** The part of the configuration reference about settings that the guardrails find weak. */
final class WeakSettingReference {
    private static final String HEAD = """

            ## What the guardrails find weak

            Values that cannot work together are refused with the reason (exit code 2). The values in this table are allowed but
            weak: `synth` ends with exit code 1 until you write something else or accept the finding. All other values pass.
            Production is judged more strictly. Production is what the environment's `classification` says, never its name:
            every environment but one of `pciScope: out` with `data: internal` or `public`.

            | setting | what is weak | rule | what to write instead |
            |---|---|---|---|
            """;

    private static final String ACCEPTING = """

            ### To accept it

            Where there is a reason, a suppression in the deployment file accepts what `synth` names, until its last day. Replace
            environment, region, reason, owner and control by yours, and leave out paths that no finding names. Rules that are
            not here are critical, or another setting is the better answer.
            """;

    private WeakSettingReference() {}

    static String render() {
        StringBuilder text = new StringBuilder(HEAD);
        for (WeakSetting weak : WeakSetting.all()) {
            text.append("| %s | %s | %s | %s |%n"
                    .formatted(setting(weak), weak.weakness(), code(weak.rules()), weak.instead()));
        }
        text.append(ACCEPTING);
        for (WeakSetting weak : WeakSetting.all()) {
            if (!weak.accepted().isEmpty()) {
                text.append(
                        "%n%s:%n%n<!-- run by: EveryOptionIT -->%n```yaml%nsuppressions:%n".formatted(setting(weak)));
                weak.accepted().forEach(accepted -> text.append(block(accepted)));
                text.append("```\n");
            }
        }
        return text.toString();
    }

    private static String setting(WeakSetting weak) {
        return weak.values().isEmpty()
                ? "`%s`".formatted(weak.setting())
                : "`%s`: %s".formatted(weak.setting(), code(weak.values()));
    }

    private static String code(List<String> words) {
        return String.join(", ", words.stream().map(word -> "`" + word + "`").toList());
    }

    private static String block(Accepted accepted) {
        List<String> lines = new ArrayList<>();
        lines.add("  - rule: " + accepted.rule());
        List<String> paths = accepted.paths().stream()
                .map(path -> path.replace("{environment}", "prod").replace("{region}", "us-east-1"))
                .toList();
        if (paths.size() == 1) {
            lines.add("    path: " + paths.get(0));
        } else {
            lines.add("    paths:");
            paths.forEach(path -> lines.add("      - " + path));
        }
        if (!accepted.finding().isEmpty()) {
            lines.add("    finding: " + accepted.finding().replace("{service}", "sqs"));
        }
        lines.add("    reason: " + accepted.reason());
        lines.add("    owner: platform team");
        lines.add("    control: " + accepted.control());
        lines.add("    expires: 2027-11-30");
        return String.join("\n", lines) + "\n";
    }
}
