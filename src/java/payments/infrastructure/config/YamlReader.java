package payments.infrastructure.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
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
 * class, and each value records its line. Depth, width, aliases and the length of a value are bounded, so that no file,
 * however it is written, takes much time or memory.
 */
final class YamlReader {
    private static final int MAXIMUM_DEPTH = 20;
    private static final int MAXIMUM_COLLECTION_ALIASES = 10;

    /** Values, lists and mappings, those of an alias counted each time; the largest deployment of ours has under 300. */
    static final int MAXIMUM_NODES = 20_000;

    /** Characters of a value, its variables replaced; also the limit that makes the patterns that it must match quick. */
    static final int LONGEST_VALUE = 4_096;

    /** What YAML 1.2 reads as a number although YAML 1.1, which the parser knows, does not (YAML 1.2.2, 10.3.2). */
    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private static final Map<Tag, Tree.Kind> KINDS = Map.of(
            Tag.STR, Tree.Kind.TEXT,
            Tag.TIMESTAMP, Tree.Kind.DATE,
            Tag.MERGE, Tree.Kind.TEXT,
            Tag.INT, Tree.Kind.INTEGER,
            Tag.FLOAT, Tree.Kind.DECIMAL,
            Tag.BOOL, Tree.Kind.BOOLEAN,
            Tag.NULL, Tree.Kind.NOTHING);

    private final Interpolation interpolation;
    private final Problems problems;
    private final Set<Node> ancestors = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;

    YamlReader(Interpolation interpolation, Problems problems) {
        this.interpolation = interpolation;
        this.problems = problems;
    }

    /** The document of a file; unusable where there is none, which has been reported then. */
    Tree read(String file, String text) {
        Position start = new Position(file, 0, "");
        Node root;
        try {
            root = compose(text);
        } catch (YAMLException e) {
            problems.add(YamlErrors.malformed(start, e));
            return new Tree.Unusable(start);
        }
        if (root == null) {
            problems.add(FileErrors.emptyFile(start));
            return new Tree.Unusable(start);
        }
        Tree tree = tree(root, new Position(file, line(root), ""));
        if (nodes > MAXIMUM_NODES) {
            problems.add(YamlErrors.tooManyNodes(start, MAXIMUM_NODES));
            return new Tree.Unusable(start);
        }
        return tree;
    }

    private static @Nullable Node compose(String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(MAXIMUM_DEPTH);
        limits.setMaxAliasesForCollections(MAXIMUM_COLLECTION_ALIASES);
        limits.setCodePointLimit(DeploymentSource.MAXIMUM_BYTES);
        try {
            return new Composer(new ParserImpl(new StreamReader(text), limits), new Resolver(), limits).getSingleNode();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // What the parser itself stumbles over, such as a version or a character that has no number.
            throw new YAMLException(String.valueOf(e.getMessage()), e);
        }
    }

    private Tree tree(Node node, Position at) {
        nodes++;
        if (nodes > MAXIMUM_NODES) {
            return new Tree.Unusable(at);
        }
        if (!ancestors.add(node)) {
            problems.add(YamlErrors.endlessAlias(at));
            return new Tree.Unusable(at);
        }
        Tree tree = treeOf(node, at);
        ancestors.remove(node);
        return tree;
    }

    private Tree treeOf(Node node, Position at) {
        if (node instanceof MappingNode mapping && node.getTag().equals(Tag.MAP)) {
            return new Tree.Mapping(at, entries(mapping, at));
        }
        if (node instanceof SequenceNode sequence && node.getTag().equals(Tag.SEQ)) {
            List<Tree> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(tree(item, at.item(items.size(), line(item))));
            }
            return new Tree.Sequence(at, items);
        }
        Tree.Kind kind = KINDS.get(node.getTag());
        if (node instanceof ScalarNode scalar && kind != null) {
            return scalar(scalar, kind, at);
        }
        problems.add(YamlErrors.forbiddenTag(at, node.getTag().getValue()));
        return new Tree.Unusable(at);
    }

    private Map<String, Tree> entries(MappingNode mapping, Position at) {
        Map<String, Tree> entries = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            int line = line(entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.add(YamlErrors.keyNotText(at, line));
                continue;
            }
            Position where = at.key(key.getValue(), line);
            Tree first = entries.get(key.getValue());
            if (first == null) {
                entries.put(key.getValue(), tree(entry.getValueNode(), where));
            } else {
                problems.add(YamlErrors.duplicateKey(where, key.getValue(), first.at()));
            }
        }
        return entries;
    }

    private Tree scalar(ScalarNode node, Tree.Kind kind, Position at) {
        String written = node.getValue();
        if (written.length() > LONGEST_VALUE) {
            problems.add(YamlErrors.tooLong(at, written.length(), LONGEST_VALUE));
            return new Tree.Unusable(at);
        }
        boolean replaced = kind == Tree.Kind.TEXT && written.contains("${");
        String text = replaced ? interpolation.replace(at, written) : written;
        if (text == null || !isHarmless(text, at)) {
            return new Tree.Unusable(at);
        }
        return new Tree.Scalar(at, written, text, replaced ? Tree.Kind.REPLACED : refined(node, kind));
    }

    /** What one version of YAML takes for a number is none for another: such a text must stand in quotes. */
    private static Tree.Kind refined(ScalarNode node, Tree.Kind kind) {
        return kind == Tree.Kind.TEXT
                        && node.getScalarStyle() == ScalarStyle.PLAIN
                        && NUMBER.matcher(node.getValue()).matches()
                ? Tree.Kind.DECIMAL
                : kind;
    }

    private boolean isHarmless(String text, Position at) {
        if (text.codePoints().anyMatch(PlainText::isControl)) {
            problems.add(YamlErrors.controlCharacter(at, text));
            return false;
        }
        return true;
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
