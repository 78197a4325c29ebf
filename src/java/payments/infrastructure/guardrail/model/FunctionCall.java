package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Terraform's functions, where their arguments are known. Those on lists and maps need to know only how many elements there are.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/functions">Terraform: functions</a>
 */
final class FunctionCall {
    private static final Pattern PLACEHOLDER = Pattern.compile("%(%|[sdvq]|0?[0-9]{1,2}d)");

    private final String function;
    private final List<Value> arguments;

    private FunctionCall(String function, List<Value> arguments) {
        this.function = function;
        this.arguments = arguments;
    }

    /** The result; empty where it cannot be computed. */
    static Optional<Value> of(String function, List<Value> arguments) {
        FunctionCall call = new FunctionCall(function, arguments);
        try {
            return call.any()
                    .or(call::collection)
                    .or(call::text)
                    .or(call::number)
                    .or(() -> AddressFunctions.of(function, arguments))
                    .or(() -> PatternFunctions.of(function, arguments));
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            // Terraform refuses such a call; what it would be is not known.
            return Optional.empty();
        }
    }

    /** What does not look into its arguments. */
    private Optional<Value> any() {
        return switch (function) {
            // JSON is YAML, and what reads YAML reads it alike.
            case "jsonencode", "yamlencode" ->
                one().map(value -> text(
                        value.json().isMissingNode() ? "null" : value.json().toString()));
            case "tolist", "tomap", "sensitive", "nonsensitive", "tostring", "tonumber", "tobool" -> one();
            case "toset" -> one().filter(value -> !value.json().isArray()).or(() -> list(0).map(FunctionCall::set));
            case "join" ->
                arguments.size() == 2
                        ? Optional.of(text(String.join(
                                arguments.get(0).text(),
                                arguments.get(1).texts().toList())))
                        : Optional.empty();
            case "coalesce" ->
                arguments.stream()
                        .filter(value -> value.isPresent() && !value.text().isEmpty())
                        .findFirst()
                        .filter(value -> !value.isUnknown());
            case "format" -> format();
            case "formatlist" -> formatted();
            case "coalescelist" ->
                arguments.stream()
                        .filter(value ->
                                !value.json().isArray() || !value.elements().isEmpty())
                        .findFirst()
                        .filter(value -> value.json().isArray());
            default -> Optional.empty();
        };
    }

    private Optional<Value> one() {
        return arguments.size() == 1 ? Optional.of(arguments.get(0)) : Optional.empty();
    }

    private Optional<Value> collection() {
        return switch (function) {
            case "concat" -> joined(arguments);
            case "flatten" -> list(0).flatMap(FunctionCall::flat).map(Value::list);
            case "compact" ->
                list(0).filter(FunctionCall::allKnown)
                        .map(list -> Value.list(list.stream()
                                .filter(value -> !value.text().isEmpty())
                                .toList()));
            case "distinct" -> list(0).filter(FunctionCall::allKnown).map(FunctionCall::distinct);
            case "reverse" ->
                list(0).map(list -> {
                    List<Value> reversed = new ArrayList<>(list);
                    java.util.Collections.reverse(reversed);
                    return Value.list(reversed);
                });
            case "sort" ->
                list(0).filter(FunctionCall::allKnown)
                        .map(list -> Value.list(list.stream()
                                .sorted(java.util.Comparator.comparing(Value::text))
                                .toList()));
            case "slice" -> list(0).map(list -> Value.list(list.subList(whole(1), whole(2))));
            case "element" -> list(0).filter(list -> !list.isEmpty()).map(list -> list.get(whole(1) % list.size()));
            case "one" ->
                list(0).filter(list -> list.size() < 2).map(list -> list.isEmpty() ? Value.absent() : list.get(0));
            case "length" -> length();
            case "contains" ->
                list(0).filter(list -> allKnown(list) && arguments.get(1).isKnown())
                        .map(list -> truth(
                                list.stream().anyMatch(value -> value.text().equals(argument(1)))));
            case "index" ->
                list(0).filter(FunctionCall::allKnown)
                        .flatMap(list -> IntStream.range(0, list.size())
                                .filter(at -> list.get(at).text().equals(argument(1)))
                                .boxed()
                                .findFirst())
                        .map(at -> Value.of(IntNode.valueOf(at)));
            case "range" -> range();
            case "setunion" ->
                joined(arguments)
                        .flatMap(all -> Optional.of(all.elements()).filter(FunctionCall::allKnown))
                        .map(FunctionCall::set);
            case "setsubtract", "setintersection" -> sets();
            case "setproduct" -> product();
            case "chunklist" -> chunks();
            case "keys" ->
                map(0).map(map -> Value.list(new TreeMap<>(map)
                        .keySet().stream().map(FunctionCall::text).toList()));
            case "values" -> map(0).map(map -> Value.list(List.copyOf(new TreeMap<>(map).values())));
            case "lookup" -> lookup();
            case "merge" -> merged();
            case "zipmap" ->
                list(0).filter(FunctionCall::allKnown).flatMap(keys -> list(1).map(values -> {
                    Map<String, Value> members = new LinkedHashMap<>();
                    IntStream.range(0, keys.size())
                            .forEach(at -> members.put(keys.get(at).text(), values.get(at)));
                    return Value.map(members);
                }));
            default -> Optional.empty();
        };
    }

    private Optional<Value> text() {
        if (arguments.isEmpty() || !allKnown(arguments)) {
            return Optional.empty();
        }
        return switch (function) {
            case "lower" -> string(text -> text.toLowerCase(Locale.ROOT));
            case "upper" -> string(text -> text.toUpperCase(Locale.ROOT));
            case "trimspace", "chomp" -> string(String::strip);
            case "title" ->
                string(text -> Pattern.compile("\\b[a-z]").matcher(text).replaceAll(found -> found.group()
                        .toUpperCase(Locale.ROOT)));
            case "trimprefix" ->
                string(text -> text.startsWith(argument(1))
                        ? text.substring(argument(1).length())
                        : text);
            case "trimsuffix" ->
                string(text -> text.endsWith(argument(1))
                        ? text.substring(0, text.length() - argument(1).length())
                        : text);
            case "trim" ->
                string(text -> {
                    String cut = "[" + Pattern.quote(argument(1)) + "]*";
                    return text.replaceAll("^" + cut, "").replaceAll(cut + "$", "");
                });
            case "strrev" -> string(text -> new StringBuilder(text).reverse().toString());
            case "indent" -> Optional.of(text(argument(1).replace("\n", "\n" + " ".repeat(Math.min(whole(0), 1000)))));
            case "basename" -> string(text -> text.substring(text.lastIndexOf('/') + 1));
            case "urlencode" -> string(text -> URLEncoder.encode(text, StandardCharsets.UTF_8));
            case "base64encode" ->
                string(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
            case "base64decode" -> string(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
            case "replace" -> replaced();
            case "substr" -> {
                int from = whole(1);
                int length = arguments.get(2).number().map(BigDecimal::intValue).orElse(0);
                String text = argument(0);
                yield Optional.of(text(
                        length < 0
                                ? text.substring(from)
                                : text.substring(from, Math.min(text.length(), from + length))));
            }
            case "split" ->
                Optional.of(Value.list(Arrays.stream(argument(1).split(Pattern.quote(argument(0)), -1))
                        .map(FunctionCall::text)
                        .toList()));
            case "startswith" -> Optional.of(truth(argument(0).startsWith(argument(1))));
            case "endswith" -> Optional.of(truth(argument(0).endsWith(argument(1))));
            case "strcontains" -> Optional.of(truth(argument(0).contains(argument(1))));
            case "jsondecode" -> {
                JsonNode read = Resolver.parse(argument(0));
                yield read.isMissingNode() ? Optional.empty() : Optional.of(Value.known(read));
            }
            case "max" ->
                numbers().max(BigDecimal::compareTo).map(DecimalNode::valueOf).map(Value::of);
            case "min" ->
                numbers().min(BigDecimal::compareTo).map(DecimalNode::valueOf).map(Value::of);
            case "alltrue" -> list(0).map(list -> truth(list.stream().allMatch(Value::isTrue)));
            case "anytrue" -> list(0).map(list -> truth(list.stream().anyMatch(Value::isTrue)));
            default -> Optional.empty();
        };
    }

    private java.util.stream.Stream<BigDecimal> numbers() {
        return arguments.stream().flatMap(value -> value.number().stream());
    }

    private Optional<Value> string(UnaryOperator<String> change) {
        return Optional.of(text(change.apply(argument(0))));
    }

    /** A text between two strokes is a pattern, of which only those that Java writes in the same way are tried. */
    private Optional<Value> replaced() {
        String wanted = argument(1);
        if (wanted.length() > 1 && wanted.startsWith("/") && wanted.endsWith("/")) {
            return PatternFunctions.replaced(argument(0), wanted.substring(1, wanted.length() - 1), argument(2))
                    .map(FunctionCall::text);
        }
        return string(text -> text.replace(wanted, argument(2)));
    }

    private Optional<Value> format() {
        if (arguments.isEmpty() || !arguments.get(0).isKnown()) {
            return Optional.empty();
        }
        return format(argument(0), arguments.subList(1, arguments.size())).map(FunctionCall::text);
    }

    private static Optional<String> format(String pattern, List<Value> values) {
        java.util.Iterator<Value> rest = values.iterator();
        boolean[] fits = {PLACEHOLDER.matcher(pattern).replaceAll("").indexOf('%') < 0};
        String text = PLACEHOLDER.matcher(pattern).replaceAll(found -> {
            fits[0] &= found.group().equals("%%") || rest.hasNext();
            return java.util.regex.Matcher.quoteReplacement(
                    found.group().equals("%%") || !fits[0] ? "%" : formatted(found.group(), rest.next(), fits));
        });
        return fits[0] && !rest.hasNext() ? Optional.of(text) : Optional.empty();
    }

    private static String formatted(String placeholder, Value value, boolean[] fits) {
        if (placeholder.equals("%q")) {
            return TextNode.valueOf(value.text()).toString();
        }
        if (placeholder.length() == 2) {
            return value.text();
        }
        Optional<BigDecimal> number = value.number();
        fits[0] &= number.isPresent();
        return number.map(whole -> placeholder.formatted(whole.toBigInteger())).orElse("");
    }

    /** One text for each element of the lists; what is no list is the same in all. */
    private Optional<Value> formatted() {
        List<Value> values = arguments.subList(1, arguments.size());
        int[] sizes = values.stream()
                .filter(value -> value.json().isArray())
                .mapToInt(value -> value.elements().size())
                .distinct()
                .toArray();
        if (sizes.length != 1 || !arguments.get(0).isKnown()) {
            return Optional.empty();
        }
        List<Value> made = new ArrayList<>();
        for (int at = 0; at < sizes[0]; at++) {
            int row = at;
            Optional<String> text = format(
                    argument(0),
                    values.stream()
                            .map(value ->
                                    value.json().isArray() ? value.elements().get(row) : value)
                            .toList());
            if (text.isEmpty()) {
                return Optional.empty();
            }
            made.add(text(text.get()));
        }
        return Optional.of(Value.list(made));
    }

    /** Functions on numbers. */
    private Optional<Value> number() {
        if (arguments.isEmpty() || !allKnown(arguments)) {
            return Optional.empty();
        }
        return switch (function) {
            case "abs" -> number(BigDecimal::abs);
            case "ceil" -> number(value -> value.setScale(0, RoundingMode.CEILING));
            case "floor" -> number(value -> value.setScale(0, RoundingMode.FLOOR));
            case "signum" -> number(value -> BigDecimal.valueOf(value.signum()));
            case "pow" -> number(value -> value.pow(Math.min(whole(1), 1000)));
            case "sum" ->
                list(0).filter(list -> !list.isEmpty())
                        .map(list -> list.stream()
                                .map(value ->
                                        value.number().orElseThrow(() -> new IllegalArgumentException("no number")))
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .map(DecimalNode::valueOf)
                        .map(Value::of);
            case "parseint" ->
                Optional.of(Value.of(DecimalNode.valueOf(new BigDecimal(new BigInteger(argument(0), whole(1))))));
            default -> Optional.empty();
        };
    }

    private Optional<Value> number(UnaryOperator<BigDecimal> change) {
        return arguments.get(0).number().map(change).map(DecimalNode::valueOf).map(Value::of);
    }

    private Optional<Value> length() {
        Value value = arguments.get(0);
        if (value.json().isArray()) {
            return Optional.of(Value.of(IntNode.valueOf(value.elements().size())));
        }
        if (value.json().isObject()) {
            return Optional.of(Value.of(IntNode.valueOf(value.json().size())));
        }
        return value.isKnown() && value.json().isTextual()
                ? Optional.of(Value.of(IntNode.valueOf(value.text().length())))
                : Optional.empty();
    }

    private Optional<Value> range() {
        List<BigDecimal> bounds = numbers().toList();
        if (bounds.size() != arguments.size() || bounds.isEmpty() || bounds.size() > 2) {
            return Optional.empty();
        }
        int from = bounds.size() == 1 ? 0 : bounds.get(0).intValue();
        int end = bounds.get(bounds.size() - 1).intValue();
        return end - from > Declaration.MOST_INSTANCES
                ? Optional.empty()
                : Optional.of(Value.list(IntStream.range(from, end)
                        .mapToObj(number -> Value.of(IntNode.valueOf(number)))
                        .toList()));
    }

    private Optional<Value> sets() {
        boolean keep = function.equals("setintersection");
        return list(0).filter(FunctionCall::allKnown).flatMap(first -> list(1).filter(FunctionCall::allKnown)
                .map(second -> Value.list(first.stream()
                        .filter(value -> keep
                                == second.stream()
                                        .anyMatch(other -> other.text().equals(value.text())))
                        .toList())));
    }

    private Optional<Value> product() {
        List<List<Value>> rows = List.of(List.of());
        for (int at = 0; at < arguments.size(); at++) {
            Optional<List<Value>> factor = list(at);
            if (factor.isEmpty() || (long) rows.size() * factor.get().size() > Budget.MOST_VALUES) {
                return Optional.empty();
            }
            List<List<Value>> longer = new ArrayList<>();
            for (List<Value> row : rows) {
                for (Value value : factor.get()) {
                    List<Value> more = new ArrayList<>(row);
                    more.add(value);
                    longer.add(more);
                }
            }
            rows = longer;
        }
        return Optional.of(Value.list(rows.stream().map(Value::list).toList()));
    }

    private Optional<Value> chunks() {
        int size = whole(1);
        return list(0).filter(list -> size > 0).map(list -> {
            List<Value> chunks = new ArrayList<>();
            for (int at = 0; at < list.size(); at += size) {
                chunks.add(Value.list(list.subList(at, Math.min(list.size(), at + size))));
            }
            return Value.list(chunks);
        });
    }

    private Optional<Value> lookup() {
        return map(0).filter(map -> arguments.get(1).isKnown()).flatMap(map -> {
            Value found = map.get(argument(1));
            return found != null
                    ? Optional.of(found)
                    : arguments.size() > 2 ? Optional.of(arguments.get(2)) : Optional.empty();
        });
    }

    private Optional<Value> merged() {
        Map<String, Value> members = new LinkedHashMap<>();
        for (int at = 0; at < arguments.size(); at++) {
            if (arguments.get(at).isAbsent()) {
                continue;
            }
            Optional<Map<String, Value>> map = map(at);
            if (map.isEmpty()) {
                return Optional.empty();
            }
            members.putAll(map.get());
        }
        return Optional.of(Value.map(members));
    }

    private static Optional<Value> joined(List<Value> lists) {
        List<Value> all = new ArrayList<>();
        for (Value list : lists) {
            if (!list.json().isArray()) {
                return Optional.empty();
            }
            all.addAll(list.elements());
        }
        return Optional.of(Value.list(all));
    }

    private static Optional<List<Value>> flat(List<Value> list) {
        List<Value> all = new ArrayList<>();
        for (Value element : list) {
            if (element.json().isArray()) {
                Optional<List<Value>> inner = flat(element.elements());
                all.addAll(inner.orElseGet(List::of));
            } else {
                all.add(element);
            }
        }
        return Optional.of(all);
    }

    /** A set has each value once, and texts in their order. */
    /** The elements as Terraform lists those of a set: each once, texts and numbers in their order. */
    static Value set(List<Value> list) {
        if (!allKnown(list)) {
            return distinct(list);
        }
        List<Value> sorted = new ArrayList<>(list);
        if (list.stream().allMatch(value -> value.json().isTextual())) {
            sorted.sort(java.util.Comparator.comparing(Value::text));
        } else if (list.stream().allMatch(value -> value.json().isNumber())) {
            sorted.sort(java.util.Comparator.comparing(value -> value.json().decimalValue()));
        }
        return distinct(sorted);
    }

    private static Value distinct(List<Value> list) {
        Map<JsonNode, Value> seen = new LinkedHashMap<>();
        list.forEach(value -> seen.putIfAbsent(value.json(), value));
        return Value.list(List.copyOf(new LinkedHashSet<>(seen.values())));
    }

    private Optional<List<Value>> list(int at) {
        return at < arguments.size() && arguments.get(at).json().isArray()
                ? Optional.of(arguments.get(at).elements())
                : Optional.empty();
    }

    private Optional<Map<String, Value>> map(int at) {
        return at < arguments.size() && arguments.get(at).json().isObject()
                ? Optional.of(arguments.get(at).members())
                : Optional.empty();
    }

    private static boolean allKnown(List<Value> values) {
        return values.stream().allMatch(Value::isKnown);
    }

    /** A whole number that is not negative. */
    private int whole(int at) {
        return arguments
                .get(at)
                .number()
                .filter(number -> number.signum() >= 0)
                .map(BigDecimal::intValue)
                .orElseThrow(() -> new IllegalArgumentException("not known"));
    }

    private String argument(int at) {
        return arguments.get(at).text();
    }

    private static Value text(String text) {
        return Value.of(TextNode.valueOf(text));
    }

    private static Value truth(boolean value) {
        return Value.of(BooleanNode.valueOf(value));
    }
}
