package payments.infrastructure.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Turns YAML text into a {@link Tree}. Works on the parser's nodes, never on objects made from them: no tag can name a
 * class, and each value keeps its line. Depth and aliases are bounded, so that a small file cannot grow into a large
 * tree.
 */
final class YamlReader {
    private static final int MAXIMUM_DEPTH = 20;
    private static final int MAXIMUM_COLLECTION_ALIASES = 10;

    private static final Map<Tag, Tree.Kind> KINDS = Map.of(
            Tag.STR, Tree.Kind.TEXT,
            Tag.TIMESTAMP, Tree.Kind.TEXT,
            Tag.MERGE, Tree.Kind.TEXT,
            Tag.INT, Tree.Kind.INTEGER,
            Tag.FLOAT, Tree.Kind.DECIMAL,
            Tag.BOOL, Tree.Kind.BOOLEAN,
            Tag.NULL, Tree.Kind.NOTHING);

    private final Interpolation interpolation;
    private final Problems problems;

    YamlReader(Interpolation interpolation, Problems problems) {
        this.interpolation = interpolation;
        this.problems = problems;
    }

    /** The document of a file; unusable where there is none, which has been reported then. */
    Tree read(String file, String text) {
        Position start = new Position(file, 0, "");
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(MAXIMUM_DEPTH);
        limits.setMaxAliasesForCollections(MAXIMUM_COLLECTION_ALIASES);
        limits.setCodePointLimit(DeploymentSource.MAXIMUM_BYTES);
        try {
            Composer composer = new Composer(new ParserImpl(new StreamReader(text), limits), new Resolver(), limits);
            Node root = composer.getSingleNode();
            if (root == null) {
                problems.add(ConfigurationErrors.emptyFile(start));
                return new Tree.Unusable(start);
            }
            return tree(root, new Position(file, line(root), ""), 0);
        } catch (YAMLException e) {
            problems.add(ConfigurationErrors.malformed(start, e));
        }
        return new Tree.Unusable(start);
    }

    private Tree tree(Node node, Position at, int depth) {
        if (depth > MAXIMUM_DEPTH) {
            // The parser bounds what is written; only an alias to its own surroundings goes deeper.
            problems.add(ConfigurationErrors.endlessAlias(at));
            return new Tree.Unusable(at);
        }
        if (node instanceof MappingNode mapping && node.getTag().equals(Tag.MAP)) {
            return new Tree.Mapping(at, entries(mapping, at, depth));
        }
        if (node instanceof SequenceNode sequence && node.getTag().equals(Tag.SEQ)) {
            List<Tree> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(tree(item, at.item(items.size(), line(item)), depth + 1));
            }
            return new Tree.Sequence(at, items);
        }
        Tree.Kind kind = KINDS.get(node.getTag());
        if (node instanceof ScalarNode scalar && kind != null) {
            return scalar(scalar.getValue(), kind, at);
        }
        problems.add(ConfigurationErrors.forbiddenTag(at, node.getTag().getValue()));
        return new Tree.Unusable(at);
    }

    private Map<String, Tree> entries(MappingNode mapping, Position at, int depth) {
        Map<String, Tree> entries = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            int line = line(entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.add(ConfigurationErrors.keyNotText(at, line));
                continue;
            }
            Position where = at.key(key.getValue(), line);
            Tree first = entries.get(key.getValue());
            if (first == null) {
                entries.put(key.getValue(), tree(entry.getValueNode(), where, depth + 1));
            } else {
                problems.add(ConfigurationErrors.duplicateKey(where, key.getValue(), first.at()));
            }
        }
        return entries;
    }

    private Tree scalar(String written, Tree.Kind kind, Position at) {
        if (kind != Tree.Kind.TEXT || !written.contains("${")) {
            return new Tree.Scalar(at, written, written, kind);
        }
        String text = interpolation.replace(at, written);
        return text == null ? new Tree.Unusable(at) : new Tree.Scalar(at, written, text, Tree.Kind.REPLACED);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
