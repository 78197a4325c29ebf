package payments.infrastructure.picture;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Program;

/**
 * The picture as a Mermaid flowchart, which GitHub, GitLab and editors draw from a Markdown file. Environments stand side by
 * side, regions inside them; a thick arrow joins regions.
 *
 * @see <a href="https://mermaid.js.org/syntax/flowchart.html">Mermaid: flowcharts</a>
 */
public final class MermaidPicture {
    private final Topology topology;
    private final EnvironmentNames names;
    private final Map<Node, String> ids = new HashMap<>();

    private MermaidPicture(Topology topology, EnvironmentNames names) {
        this.topology = topology;
        this.names = names;
        topology.nodes().forEach(node -> ids.put(node, "n" + (ids.size() + 1)));
    }

    /** The picture of everything that a program deploys. */
    public static MermaidPicture of(Program program) {
        return new MermaidPicture(Topology.of(program), EnvironmentNames.of(program));
    }

    /** The same with these environments alone, each by its name or its {@code Environment} tag. */
    public MermaidPicture only(Collection<String> environments) {
        Set<String> tags = environments.stream().map(names::tagOf).collect(Collectors.toSet());
        return new MermaidPicture(topology.only(tags::contains), names);
    }

    /** The environments that are drawn, by their {@code Environment} tag. */
    public List<String> environments() {
        return topology.environments();
    }

    /** Whether anything of the environment is drawn. */
    public boolean shows(String environment) {
        return topology.environments().contains(names.tagOf(environment));
    }

    /** The environments that are drawn: by the names in their deployment file, else by their {@code Environment} tag. */
    public List<String> environmentNames() {
        return topology.environments().stream().map(names::nameOf).distinct().toList();
    }

    /** The flowchart in Mermaid's language. */
    public String draw() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (String environment : topology.environments()) {
            text.append("  subgraph %s [\"%s\"]\n".formatted(id("environment", environment), quoted(environment)));
            topology.regionsOf(environment).forEach((region, nodes) -> {
                text.append("    subgraph %s [\"%s\"]\n".formatted(id(environment, region), quoted(region)));
                nodes.forEach(node -> text.append("      ").append(box(node)).append('\n'));
                text.append("    end\n");
            });
            text.append("  end\n");
        }
        topology.flows().forEach(flow -> text.append("  ").append(arrow(flow)).append('\n'));
        return text.toString();
    }

    private String box(Node node) {
        String lines = node.lines().stream().map(MermaidPicture::quoted).collect(Collectors.joining("<br/>"));
        return switch (node.kind()) {
            case TABLE, DATABASE, BACKUPS, BUCKET -> "%s[(\"%s\")]".formatted(ids.get(node), lines);
            case QUEUE, TOPIC -> "%s[/\"%s\"/]".formatted(ids.get(node), lines);
            case FUNCTION, STATE_MACHINE -> "%s(\"%s\")".formatted(ids.get(node), lines);
            default -> "%s[\"%s\"]".formatted(ids.get(node), lines);
        };
    }

    private String arrow(Flow flow) {
        String line = flow.joinsRegions() ? "==>" : "-->";
        String label = flow.label().isEmpty() ? "" : "|%s|".formatted(flow.label());
        return "%s %s%s %s".formatted(ids.get(flow.from()), line, label, ids.get(flow.to()));
    }

    private static String id(String above, String name) {
        return "%s_%s".formatted(above, name).replaceAll("[^A-Za-z0-9]", "_");
    }

    /** Mermaid reads a quote and an angle bracket as its own, even inside quotes. */
    private static String quoted(String text) {
        return text.replace("#", "#35;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;");
    }
}
