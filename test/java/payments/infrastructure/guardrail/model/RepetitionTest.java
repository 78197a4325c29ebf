package payments.infrastructure.guardrail.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;

/** What repeats and what is computed is judged as Terraform will make it; see the documentation of its language. */
@Requirement("X3")
class RepetitionTest {
    @Test
    void eachInstanceHasItsOwnNumberOrKey() {
        Program program = program("""
                {'locals': {'names': {'one': 'x', 'two': 'y'}},
                 'resource': {'aws_a': {'n': {'count': 2, 'name': 'n-${count.index}'},
                                        'k': {'for_each': '${local.names}', 'name': '${each.key}-${each.value}'},
                                        's': {'for_each': '${toset([`p`, `q`])}', 'name': '${each.value}'}}}}""");

        assertThat(program.resources("aws_a").stream()
                        .map(a -> a.address() + "=" + a.attribute("name").text()))
                .containsExactly(
                        "aws_a.n[0]=n-0",
                        "aws_a.n[1]=n-1",
                        "aws_a.k[\"one\"]=one-x",
                        "aws_a.k[\"two\"]=two-y",
                        "aws_a.s[\"p\"]=p",
                        "aws_a.s[\"q\"]=q");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "0                                     | 0",
                "${length([]) + 0}                     | 0",
                "${var.on ? 1 : 0}                     | 0",
                "${!var.on && true ? 3 : 0}            | 3",
                "${length(concat(local.l, local.l))}   | 4",
                "${var.unknown ? 1 : 0}                | 1"
            })
    void asManyInstancesAsCountSays(String count, int instances) {
        Program program = program("""
                {'locals': {'l': ['a', 'b']}, 'variable': {'on': {'default': false}, 'unknown': {}},
                 'resource': {'aws_a': {'n': {'count': '%s'}}}}""".formatted(count));

        assertThat(program.resources("aws_a")).hasSize(instances);
        assertThat(program.doubtful()).hasSize(count.contains("unknown") ? 1 : 0);
    }

    @Test
    void whatMayNotExistIsAwayInTheProgramWithoutDoubt() {
        Program program = program("""
                {'variable': {'u': {}}, 'resource': {'aws_a': {'n': {'count': '${var.u}'}, 'm': {'for_each': '${var.u}'}, 'o': {}}}}""");

        assertThat(program.resources("aws_a")).hasSize(3);
        assertThat(program.withoutDoubtful().resources("aws_a")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "${aws_b.n[0].id}                            | aws_b.n[0]",
                "${aws_b.n[count.index].id}                  | aws_b.n[1]",
                "${aws_b.n.1.id}                             | aws_b.n[1]",
                "${element(aws_b.n[*].id, count.index + 2)}  | aws_b.n[1]",
                "${resource.aws_b.n[1].id}                   | aws_b.n[1]",
                "${aws_b.k[`x`].id}                          | aws_b.k['x']",
                "${aws_b.k[local.names[1]].id}               | aws_b.k['y']",
                "${values(aws_b.k)[0].id}                    | aws_b.k['x']",
                "${[for b in aws_b.n : b.id][1]}             | aws_b.n[1]",
                "${one(aws_b.only[*].id)}                    | aws_b.only",
                "${try(aws_b.n[1].id, null)}                 | aws_b.n[1]"
            })
    void aReferenceLeadsToTheInstanceThatItMeans(String reference, String target) {
        Program program = program("""
                {'locals': {'names': ['x', 'y']},
                 'resource': {'aws_b': {'n': {'count': 2}, 'k': {'for_each': '${toset(local.names)}'}, 'only': {}},
                              'aws_a': {'n': {'count': 2, 'b': '%s'}}}}""".formatted(reference));

        Resource second = program.resources("aws_a").get(1);

        assertThat(second.attribute("b").target().map(Resource::address)).contains(target.replace('\'', '"'));
        assertThat(second.references().stream().noneMatch(Reference::dangling)).isTrue();
    }

    @Test
    void eachMayBeAResource() {
        Program program = program("""
                {'resource': {'aws_b': {'k': {'for_each': '${toset([`x`, `y`])}'}},
                              'aws_a': {'n': {'for_each': '${aws_b.k}', 'b': '${each.value.id}'}}}}""");

        assertThat(program.resources("aws_b").get(1).referrers("aws_a", "b"))
                .containsExactly(program.resources("aws_a").get(1));
        assertThat(program.resources("aws_b").get(1).referrers())
                .containsExactly(program.resources("aws_a").get(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'dynamic': {'in': {'for_each': [1, 2], 'content': {'p': '${in.value}'}}}}                             | 1,2",
                "{'dynamic': {'in': {'for_each': '${local.ports}', 'iterator': 'it', 'content': {'p': '${it.key}'}}}}    | 443,80",
                "{'dynamic': [{'in': [{'for_each': [1], 'content': [{'p': '${in.value}'}]}]}], 'in': {'p': 9}}           | 9,1",
                "{'dynamic': {'in': {'for_each': [], 'content': {'p': 1}}}}                                              | ~~",
                "{'dynamic': {'in': {'for_each': '${var.unknown}', 'content': {'p': 7}}}}                                | 7",
                "{'in': '${[for k, v in local.ports : {p = k} if v]}'}                                                   | 80",
                "{'in': '${concat([{p = 1}], var.flag ? [{p = 2}] : [{p = 3}])}'}                                        | 1,3",
                "{'in': '${local.blocks}'}                                                                               | 5"
            })
    void blocksAreReadAsTheyWillBe(String body, String ports) {
        Program program = program("""
                {'locals': {'ports': {'80': true, '443': false}, 'blocks': [{'p': 5}]},
                 'variable': {'unknown': {}, 'flag': {'default': false}},
                 'resource': {'aws_a': {'n': %s}}}""".formatted(body));

        assertThat(program.resources("aws_a").get(0).blocks("in").stream()
                        .map(block -> block.attribute("p").text())
                        .collect(Collectors.joining(",")))
                .isEqualTo(ports);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "${format(`%s-%d`, `a`, 7)}                             | a-7",
                "${merge({a = 1}, {a = 2, b = 3}).a}                    | 2",
                "${lookup({a = `x`}, `b`, `none`)}                      | none",
                "${join(`,`, sort(distinct([`b`, `a`, `b`])))}          | a,b",
                "${replace(lower(`A_B`), `_`, `-`)}                     | a-b",
                "${split(`/`, `a/b`)[1]}                                | b",
                "${jsondecode(`[1, 2]`)[1]}                             | 2",
                "${coalesce(``, `x`)}                                   | x",
                "${1 + 2 * 3 - 4 / 2}                                   | 5",
                "${5 > 3 && `a` == `a` ? `yes` : `no`}                  | yes",
                "${join(`,`, [for s in [`a`, `b`] : upper(s) if s != `a`])} | B",
                "${length({for k in [`a`, `b`] : k => 1})}              | 2",
                "${trimprefix(substr(`abcdef`, 1, 3), `b`)}             | cd",
                "${contains([`a`], `b`)}                                | false",
                "${flatten([[`a`], [[`b`]]])[1]}                        | b"
            })
    void functionsAndOperatorsOfKnownValuesAreComputed(String expression, String result) {
        Program program = program("{'resource': {'aws_a': {'n': {'v': '%s'}}}}".formatted(expression));

        assertThat(program.resources("aws_a").get(0).attribute("v").text()).isEqualTo(result);
    }

    @Test
    void aDefaultIsAPossibleValueAndIsSaid() {
        Program program = program("""
                {'variable': {'cidr': {'default': '0.0.0.0/0'}, 'other': {}},
                 'resource': {'aws_a': {'n': {'c': '${var.cidr}', 'o': '${var.other}'}}}}""");

        Resource resource = program.resources("aws_a").get(0);

        assertThat(resource.attribute("c").is("0.0.0.0/0")).isTrue();
        assertThat(resource.attribute("o").isUnknown()).isTrue();
        assertThat(program.notices()).singleElement().asString().contains("defaults of its variables cidr");
    }

    /** Three to the power of twenty elements, in 21 lines. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "['${local.l%1$d}', '${local.l%1$d}', '${local.l%1$d}']",
                "'${local.l%1$d}${local.l%1$d}${local.l%1$d}'",
                "'${jsonencode([local.l%1$d, local.l%1$d, local.l%1$d])}'"
            })
    void whatGrowsWithoutEndEndsWithASentence(String triple) {
        String locals = IntStream.range(0, 20)
                .mapToObj(at -> "'l%d': %s".formatted(at + 1, triple.formatted(at)))
                .collect(Collectors.joining(", "));
        long start = System.nanoTime();

        Program program =
                program("{'locals': {'l0': 'long text', %s}, 'resource': {'aws_a': {'n': {'v': '${local.l20}'}}}}"
                        .formatted(locals));
        program.resources("aws_a").get(0).attribute("v").text();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(program.unread()).extracting(Unread::why).anyMatch(why -> why.contains("grows beyond"));
    }

    @Test
    void aDynamicBlockOfNothingIsNoBlock() {
        Program program = program("""
                {'resource': {'aws_a': {'n': {'dynamic': {'part': {'for_each': [], 'content': {'v': 1}}}}}}}""");

        assertThat(program.resources("aws_a").get(0).has("part")).isFalse();
    }

    @Test
    void localsThatNeedEachOtherAreUnknown() {
        Program program = program("""
                {'locals': {'a': '${local.b}', 'b': '${local.a}'}, 'resource': {'aws_a': {'n': {'v': '${local.a}'}}}}""");

        assertThat(program.resources("aws_a").get(0).attribute("v").isUnknown()).isTrue();
    }

    /** JSON with simple quotes; the quotes of expressions are backticks. */
    private static Program program(String text) {
        try {
            String json = text.replace('\'', '"').replace("`", "\\\"");
            return Program.of(Map.of("s", new ObjectMapper().readTree(json)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
