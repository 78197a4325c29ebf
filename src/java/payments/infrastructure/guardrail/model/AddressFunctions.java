package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Terraform's functions on blocks of addresses.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/functions/cidrsubnet">Terraform: cidrsubnet and its like</a>
 */
final class AddressFunctions {
    private static final Pattern BLOCK = Pattern.compile("([0-9.]{7,15}|[0-9A-Fa-f:.]{2,45})/([0-9]{1,3})");

    private AddressFunctions() {}

    /** The result; empty where it is another function, or where Terraform refuses the call. */
    static Optional<Value> of(String function, List<Value> arguments) {
        boolean known = function.startsWith("cidr")
                && !arguments.isEmpty()
                && arguments.stream().allMatch(Value::isKnown);
        return known
                ? Block.of(arguments.get(0).text()).flatMap(block -> of(function, block, arguments))
                : Optional.empty();
    }

    private static Optional<Value> of(String function, Block block, List<Value> arguments) {
        List<BigInteger> numbers = new ArrayList<>();
        for (Value argument : arguments.subList(1, arguments.size())) {
            Optional<BigInteger> number = argument.number().map(BigDecimal::toBigInteger);
            if (number.filter(wanted -> wanted.bitLength() <= 128).isEmpty()) {
                return Optional.empty();
            }
            numbers.add(number.get());
        }
        return switch (function) {
            case "cidrsubnet" ->
                numbers.size() == 2
                        ? block.subnet(numbers.get(0).intValue(), numbers.get(1))
                                .map(Block::text)
                        : Optional.empty();
            case "cidrsubnets" -> block.subnets(numbers);
            case "cidrhost" -> numbers.size() == 1 ? block.host(numbers.get(0)) : Optional.empty();
            case "cidrnetmask" -> numbers.isEmpty() ? block.mask() : Optional.empty();
            default -> Optional.empty();
        };
    }

    /**
     * A block of addresses.
     *
     * @param first the first address as a number
     * @param prefix how many bits are the same in all of them
     * @param bits how many an address has
     */
    private record Block(BigInteger first, int prefix, int bits) {
        static Optional<Block> of(String text) {
            var written = BLOCK.matcher(text);
            if (!written.matches()) {
                return Optional.empty();
            }
            try {
                // A text of digits, dots and colons is never looked up.
                byte[] address = InetAddress.getByName(written.group(1)).getAddress();
                int bits = address.length * 8;
                int prefix = Integer.parseInt(written.group(2));
                boolean numeric =
                        written.group(1).contains(":") || written.group(1).matches("([0-9]+\\.){3}[0-9]+");
                return prefix <= bits && numeric
                        ? Optional.of(new Block(new BigInteger(1, address), prefix, bits).masked())
                        : Optional.empty();
            } catch (UnknownHostException e) {
                return Optional.empty();
            }
        }

        private Block masked() {
            int host = bits - prefix;
            return new Block(first.shiftRight(host).shiftLeft(host), prefix, bits);
        }

        Optional<Block> subnet(int more, BigInteger number) {
            int longer = prefix + more;
            if (more < 0 || longer > bits || number.signum() < 0 || number.bitLength() > more) {
                return Optional.empty();
            }
            return Optional.of(new Block(first.add(number.shiftLeft(bits - longer)), longer, bits));
        }

        Optional<Value> subnets(List<BigInteger> sizes) {
            List<Value> made = new ArrayList<>();
            BigInteger next = first;
            BigInteger end = first.add(BigInteger.ONE.shiftLeft(bits - prefix));
            for (BigInteger size : sizes) {
                int longer = prefix + size.intValue();
                if (size.signum() < 1 || longer > bits) {
                    return Optional.empty();
                }
                BigInteger step = BigInteger.ONE.shiftLeft(bits - longer);
                BigInteger start =
                        next.add(step).subtract(BigInteger.ONE).divide(step).multiply(step);
                next = start.add(step);
                if (next.compareTo(end) > 0) {
                    return Optional.empty();
                }
                made.add(new Block(start, longer, bits).text());
            }
            return Optional.of(Value.list(made));
        }

        Optional<Value> host(BigInteger number) {
            BigInteger size = BigInteger.ONE.shiftLeft(bits - prefix);
            BigInteger wanted = number.signum() < 0 ? size.add(number) : number;
            return wanted.signum() < 0 || wanted.compareTo(size) >= 0
                    ? Optional.empty()
                    : Optional.of(value(address(first.add(wanted))));
        }

        Optional<Value> mask() {
            return bits == 32
                    ? Optional.of(value(
                            address(BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE.shiftLeft(32 - prefix)))))
                    : Optional.empty();
        }

        Value text() {
            return value(address(first) + "/" + prefix);
        }

        private String address(BigInteger number) {
            byte[] bytes = new byte[bits / 8];
            byte[] written = number.toByteArray();
            int length = Math.min(written.length, bytes.length);
            System.arraycopy(written, written.length - length, bytes, bytes.length - length, length);
            return bits == 32 ? dotted(bytes) : colons(bytes);
        }

        private static String dotted(byte[] bytes) {
            List<String> parts = new ArrayList<>();
            for (byte part : bytes) {
                parts.add(String.valueOf(Byte.toUnsignedInt(part)));
            }
            return String.join(".", parts);
        }

        /** The shortest form: the longest run of zeros, of two at least, is left out. */
        private static String colons(byte[] bytes) {
            int[] groups = new int[8];
            Arrays.setAll(groups, at -> Byte.toUnsignedInt(bytes[2 * at]) << 8 | Byte.toUnsignedInt(bytes[2 * at + 1]));
            int from = -1;
            int longest = 1;
            for (int start = 0; start < 8; start++) {
                int end = start;
                while (end < 8 && groups[end] == 0) {
                    end++;
                }
                if (end - start > longest) {
                    longest = end - start;
                    from = start;
                }
            }
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < 8; at++) {
                if (at == from) {
                    text.append("::");
                    at += longest - 1;
                } else {
                    boolean joined = text.isEmpty() || text.charAt(text.length() - 1) == ':';
                    text.append(joined ? "" : ":").append(Integer.toHexString(groups[at]));
                }
            }
            return text.toString();
        }
    }

    private static Value value(String text) {
        return Value.of(TextNode.valueOf(text));
    }
}
