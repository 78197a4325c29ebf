package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Terraform's functions on files in the folders that are checked, and its hashes of texts. {@code filebase64sha256} stays the expression
 * that it is: it says of which package a function has the hash, and the rule on packages reads that.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/functions/fileset">Terraform: fileset</a>
 */
final class FileFunctions {
    private static final Map<String, String> HEX = Map.of(
            "md5", "MD5",
            "sha1", "SHA-1",
            "sha256", "SHA-256",
            "sha512", "SHA-512",
            "filemd5", "MD5",
            "filesha1", "SHA-1",
            "filesha256", "SHA-256",
            "filesha512", "SHA-512");
    private static final Map<String, String> BASE_64 =
            Map.of("base64sha256", "SHA-256", "base64sha512", "SHA-512", "filebase64sha512", "SHA-512");

    private FileFunctions() {}

    /** The result; empty where it is another function, or cannot be computed. */
    static Optional<Value> of(Module module, String function, List<Value> arguments) {
        if (arguments.isEmpty() || !arguments.stream().allMatch(Value::isKnown)) {
            return Optional.empty();
        }
        String first = arguments.get(0).text();
        return switch (function) {
            case "fileset" ->
                arguments.size() == 2
                        ? module.stack()
                                .files()
                                .names(module, first, arguments.get(1).text())
                                .map(names -> Value.list(
                                        names.stream().map(FileFunctions::text).toList()))
                        : Optional.empty();
            case "fileexists" -> module.stack().files().bytes(module, first).map(found -> Value.of(BooleanNode.TRUE));
            case "filebase64" ->
                module.stack()
                        .files()
                        .bytes(module, first)
                        .map(read -> text(Base64.getEncoder().encodeToString(read)));
            case "dirname" -> Optional.of(text(first.contains("/") ? first.replaceFirst("/[^/]*$", "") : "."));
            default -> hash(module, function, first);
        };
    }

    private static Optional<Value> hash(Module module, String function, String argument) {
        boolean hex = HEX.containsKey(function);
        String algorithm = hex ? HEX.get(function) : BASE_64.get(function);
        if (algorithm == null) {
            return Optional.empty();
        }
        Optional<byte[]> bytes = function.startsWith("file")
                ? module.stack().files().bytes(module, argument)
                : Optional.of(argument.getBytes(StandardCharsets.UTF_8));
        return bytes.map(read -> digest(algorithm, read))
                .map(hash -> text(
                        hex
                                ? HexFormat.of().formatHex(hash)
                                : Base64.getEncoder().encodeToString(hash)));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static Value text(String text) {
        return Value.of(TextNode.valueOf(text));
    }
}
