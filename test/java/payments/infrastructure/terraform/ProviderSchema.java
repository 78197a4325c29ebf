package payments.infrastructure.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import payments.testing.SynthesizedResource;

/** The resource types and arguments of a provider version, as {@code test/tools/provider-schema.mjs} lists them. */
final class ProviderSchema {
    /** What Terraform itself understands in every resource, and the comment of CDKTF. */
    private static final Set<String> META =
            Set.of("count", "depends_on", "for_each", "lifecycle", "provider", "provisioner", "connection", "//");

    /** A block, or the arguments of a type; one that knows nothing of its inside takes everything. */
    private record Block(Map<String, Block> arguments, boolean open) {}

    private final Map<String, Block> types = new HashMap<>();

    private ProviderSchema() {}

    static ProviderSchema read(Path file) {
        ProviderSchema schema = new ProviderSchema();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.startsWith("#")) {
                    int colon = line.indexOf(": ");
                    schema.types.put(line.substring(0, colon), new Parser(line.substring(colon + 2)).block());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schema;
    }

    int size() {
        return types.size();
    }

    /** What of a resource the provider does not know: the type, or the paths of arguments. */
    List<String> unknown(SynthesizedResource resource) {
        Block type = types.get(resource.type());
        if (type == null) {
            return List.of(resource.type());
        }
        List<String> found = new ArrayList<>();
        resource.json().properties().forEach(argument -> {
            if (!META.contains(argument.getKey())) {
                check(resource.type() + "." + argument.getKey(), argument.getKey(), argument.getValue(), type, found);
            }
        });
        return found;
    }

    private static void check(String path, String name, JsonNode value, Block within, List<String> found) {
        Block argument = within.arguments().get(name);
        if (argument == null) {
            found.add(path);
        } else if (!argument.open()) {
            for (JsonNode block : value.isArray() ? value : List.of(value)) {
                block.properties()
                        .forEach(inner ->
                                check(path + "." + inner.getKey(), inner.getKey(), inner.getValue(), argument, found));
            }
        }
    }

    /** {@code name name{name name{*}}}. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Block block() {
            Map<String, Block> arguments = new HashMap<>();
            while (at < text.length() && text.charAt(at) != '}') {
                int start = at;
                while (at < text.length() && " {}".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
                String name = text.substring(start, at);
                Block inside = new Block(Map.of(), true);
                if (at < text.length() && text.charAt(at) == '{') {
                    at++;
                    inside = block();
                    at++;
                }
                arguments.put(name, inside);
                if (at < text.length() && text.charAt(at) == ' ') {
                    at++;
                }
            }
            return new Block(arguments, arguments.containsKey("*"));
        }
    }
}
