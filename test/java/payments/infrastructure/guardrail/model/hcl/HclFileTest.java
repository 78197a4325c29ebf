package payments.infrastructure.guardrail.model.hcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;

/** HCL is read into the JSON that Terraform takes for the same; what Terraform refuses is refused with its place. */
@Requirement("X3")
class HclFileTest {
    private static final Map<String, Integer> KINDS =
            Map.of("resource", 2, "locals", 0, "module", 1, "terraform", 0, "variable", 1, "moved", 0);

    /** Each takes a fraction of a second where nothing else runs. */
    private static final Duration MOST = Duration.ofSeconds(10);

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of(
                        "a = 1\nb = 1.5\nc = true\nd = null\ne = \"t\"", "{'a':1,'b':1.5,'c':true,'d':null,'e':'t'}"),
                Arguments.of("a = 12345678901\nb = -2", "{'a':12345678901,'b':-2}"),
                Arguments.of("a = [1, \"x\",\n  var.y,\n]", "{'a':[1,'x','${var.y}']}"),
                Arguments.of("a = { b = 1, \"c d\" : local.e\n f = {} }", "{'a':{'b':1,'c d':'${local.e}','f':{}}}"),
                Arguments.of("a = { (var.k) = 1 }", "{'a':'${{(var.k) = 1}}'}"),
                Arguments.of("a = \"x-${var.y}\"", "{'a':'x-${var.y}'}"),
                Arguments.of("a = \"${var.y}\"", "{'a':'${var.y}'}"),
                Arguments.of("a = \"$${x} %%{y} $5 100%\"", "{'a':'$${x} %%{y} $5 100%'}"),
                Arguments.of("a = \"%{if var.b}x%{else}y%{endif}\"", "{'a':'${(var.b) ? `x` : `y`}'}"),
                Arguments.of("a = var.b ? 1 : 2", "{'a':'${var.b ? 1 : 2}'}"),
                Arguments.of("a = aws_x.y[\"k\"].z[*].id", "{'a':'${aws_x.y[`k`].z[*].id}'}"),
                Arguments.of("a = f(x, y...)", "{'a':'${f(x, y...)}'}"),
                Arguments.of("a = provider::aws::arn_parse(x)", "{'a':'${provider::aws::arn_parse(x)}'}"),
                Arguments.of("a = [for x in y : x if x != \"\"]", "{'a':'${[for x in y : x if x != ``]}'}"),
                Arguments.of("a = { for k, v in y : k => v... }", "{'a':'${{ for k, v in y : k => v... }}'}"),
                Arguments.of("a = (var.b)", "{'a':'${var.b}'}"),
                Arguments.of("a = f( # why\n  1, /* so */ 2 // and\n)", "{'a':'${f(  1,   2  )}'}"),
                Arguments.of("a = f({\n  b = 1\n  c = 2\n})", "{'a':'${f({ b = 1, c = 2 })}'}"),
                Arguments.of("a = <<EOT\nx ${var.y}\nEOT\nb = 1", "{'a':'x ${var.y}\\n','b':1}"),
                Arguments.of("a = <<-EOT\n    x\n      y\n  EOT", "{'a':'x\\n  y\\n'}"),
                Arguments.of("a = f(<<EOT\nx\"\nEOT\n)", "{'a':'${f(`x\\\\`\\\\n` )}'}"),
                Arguments.of("a {\n}", "{'a':{}}"),
                Arguments.of("a { b = 1 }", "{'a':{'b':1}}"),
                Arguments.of("a {}\na {\n  b = 1\n}", "{'a':[{},{'b':1}]}"),
                Arguments.of("a \"l\" m {\n  b = 1\n}", "{'a':{'l':{'m':{'b':1}}}}"),
                Arguments.of(
                        "dynamic \"rule\" {\n  for_each = var.r\n  iterator = it\n  content {\n    p = it.value\n  }\n}",
                        "{'dynamic':{'rule':{'for_each':'${var.r}','iterator':'it','content':{'p':'${it.value}'}}}}"),
                Arguments.of("depends_on = [aws_a.b, module.c]", "{'depends_on':['aws_a.b','module.c']}"),
                Arguments.of("provider = aws.far", "{'provider':'aws.far'}"),
                Arguments.of(
                        "lifecycle {\n  ignore_changes = [tags, a[0].b]\n}",
                        "{'lifecycle':{'ignore_changes':['tags','a[0].b']}}"),
                Arguments.of("a = 1 # c\n// d\n/* e\n f */ b = 2", "{'a':1,'b':2}"),
                Arguments.of("a = 1\r\nb = <<E\r\nx\r\nE\r\n", "{'a':1,'b':'x\\r\\n'}"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyIsTheEqualJson(String body, String json) throws Exception {
        assertThat(HclFile.configuration("resource \"t\" \"n\" {\n" + body + "\n}\n", KINDS))
                .isEqualTo(new ObjectMapper()
                        .readTree("{'resource':[{'t':{'n':%s}}]}"
                                .formatted(json)
                                .replace('\'', '"')
                                .replace("`", "\\\"")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "module \"m\" { providers = { aws = aws.far } } | {'module':[{'m':{'providers':{'aws':'aws.far'}}}]}",
                "variable v { type = list(string) }             | {'variable':[{'v':{'type':'list(string)'}}]}",
                "moved {;from = a.b;to = a.c[0];}               | {'moved':[{'from':'a.b','to':'a.c[0]'}]}",
                "locals { provider = var.p }                    | {'locals':[{'provider':'${var.p}'}]}",
                "# nothing                                      | {}"
            })
    void namesStandWithoutBraces(String source, String json) throws Exception {
        assertThat(HclFile.configuration(source.replace(';', '\n'), KINDS))
                .isEqualTo(new ObjectMapper().readTree(json.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "locals {;  a = [1 2];}              | 2:10 | expected \"]\" or \",\", found \"2\"",
                "locals {;  a = 1 b = 2;}            | 2:9  | expected the end of the line after a, found \"b\"",
                "locals {;  a = {b = 1 c = 2};}      | 2:14 | \"}\" or a new line",
                "locals {;  a = ;}                   | 2:7  | expected a value, found the end of the line",
                "locals {;  a = true ? 1;}           | 2:15 | expected \":\" between the two results",
                "locals {;  a = 'x';}                | 2:7  | expected a value, found \"'\"",
                "locals {;  a = \"x;y\";}            | 2:9  | a text of several lines is a heredoc",
                "locals {;  a = \"x                  | 2:9  | expected a quotation mark",
                "locals {;  a = \"\\q\";}            | 2:8  | \\q is no escape",
                "locals {;  a = \"${x\";}            | 2:11 | expected \"}\" after the expression",
                "locals {;  a = f(1;}                | 3:1  | expected \")\" or \",\", found \"}\"",
                "locals {;  a = [for x y];}          | 2:14 | expected \"in\"",
                "locals {;  a = <<EOT;x;}            | 2:7  | write a line with only EOT",
                "locals {;  a = \"%{if x}y\";}       | 2:8  | close it with %{ endif }",
                "locals {;  a = \"%{endif}\";}       | 2:8  | endif ends nothing",
                "locals {;  a = \"%{unless x}\";}    | 2:8  | %{unless is no directive",
                "locals {;  a = 1;  a = 2;}          | 3:3  | a is set a second time",
                "locals {;  a = 1;                   | 1:1  | the block locals that begins here has no end",
                "locals {;  /* a;                    | 2:3  | close it with */",
                "locals { a {} }                     | 1:10 | write a on a line of its own",
                "locals { a = 1, b = 2 }             | 1:15 | expected \"}\" after the argument of a block in one line",
                "resource \"t\" {};                  | 1:1  | the block resource has 1 labels, it needs 2",
                "resource \"${t}\" \"n\" {};         | 1:10 | a label is a plain text",
                "recource \"t\" \"n\" {};            | 1:1  | recource is no block of Terraform, which knows",
                "a = 1                               | 1:1  | the argument a stands outside of any block",
                "locals;{};                          | 1:7  | expected \"=\" or \"{\" after locals, found the end of the line",
                "é = 1;                              | 1:1  | outside of any block",
                "}                                   | 1:1  | expected a block such as resource, found \"}\""
            })
    void aFaultSaysWhereItIsAndWhatIsExpected(String source, String place, String words) {
        assertThatExceptionOfType(HclFaultException.class)
                .isThrownBy(() -> HclFile.configuration(source.replace(';', '\n'), KINDS))
                .satisfies(fault -> {
                    assertThat(fault.line() + ":" + fault.column()).isEqualTo(place);
                    assertThat(fault.fault()).contains(words).doesNotContain("\n");
                });
    }

    @Test
    void valuesAreAttributesAlone() throws Exception {
        assertThat(HclFile.values("a = 1\nb = { c = [\"x\"] }\n").toString()).isEqualTo("{a=1, b={\"c\":[\"x\"]}}");
        assertThatExceptionOfType(HclFaultException.class).isThrownBy(() -> HclFile.values("a {\n}\n"));
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of("lists in lists", "locals {\n a = " + "[".repeat(1_000_000)),
                Arguments.of("parentheses", "locals {\n a = " + "(".repeat(1_000_000)),
                Arguments.of("texts in texts", "locals {\n a = " + "\"${".repeat(500_000)),
                Arguments.of("blocks in blocks", "locals {\n" + "a {\n".repeat(300_000)),
                Arguments.of("heredocs without end", "locals {\n" + "a = <<A\n".repeat(200_000)),
                Arguments.of("heredocs in heredocs", "locals {\n a = " + "<<A\n${".repeat(200_000)),
                Arguments.of("signs", "locals {\n a = " + "-".repeat(1_000_000) + "1\n}"),
                Arguments.of("a sum", "locals {\n a = 1" + " + 1".repeat(500_000) + "\n}"),
                Arguments.of("choices", "locals {\n a = " + "a ? b : ".repeat(200_000) + "c\n}"),
                Arguments.of("directives", "locals {\n a = \"" + "%{if a}".repeat(200_000) + "\"\n}"),
                Arguments.of("a large number", "locals {\n a = 1e999999999\n}"),
                Arguments.of("a comment without end", "locals {\n" + "/*".repeat(1_000_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void aHostileFileEndsWithASentence(String name, String source) {
        HclFaultException fault = assertTimeoutPreemptively(
                MOST, () -> catchThrowableOfType(HclFaultException.class, () -> HclFile.configuration(source, KINDS)));

        assertThat(fault.fault()).hasSizeBetween(10, 200);
    }

    /** What is long is not hostile. */
    @Test
    void manyCopiesOfOneBlockAreRead() {
        StringBuilder source = new StringBuilder();
        for (int at = 0; at < 5_000; at++) {
            source.append("resource \"t\" \"n%d\" {\n  a = [for x in var.y : upper(\"${x}-\\n\")]\n}\n".formatted(at));
        }

        assertThat(org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                                Duration.ofSeconds(3), () -> HclFile.configuration(source.toString(), KINDS))
                        .path("resource"))
                .hasSize(5_000);
    }
}
