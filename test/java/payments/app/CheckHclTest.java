package payments.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;

/** {@code payments check} on programs in HCL: they are judged as the equal JSON is. */
@Requirement("X3")
class CheckHclTest {
    private static final String KEY = "resource \"aws_kms_key\" \"k\" {\n  enable_key_rotation = %s\n}\n";
    private static final String FINDING = "[kms-rotation-enabled]";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"main.tf", "main.tofu"})
    void aFileOfHclIsJudged(String name) {
        file(name, KEY.formatted("false"));

        Outcome outcome = check("");

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.out()).contains(FINDING, "1 resource of 1 stack").doesNotContain("everything-read");

        file(name, KEY.formatted("true"));

        assertThat(check("").out()).contains("1 resource of 1 stack").doesNotContain(FINDING);
    }

    /** A file of OpenTofu's replaces the one of the same name. */
    @Test
    void hclAndJsonOfOneFolderAreOneModule() {
        file("a.tf", "variable \"rotates\" {\n  default = false\n}\n");
        file("a.tofu", "variable \"rotates\" {\n  default = true\n}\n");
        file("b.tf.json", "{\"locals\": {\"rotates\": \"${var.rotates}\"}}");
        file("c.tf", KEY.formatted("local.rotates"));

        Outcome outcome = check("");

        assertThat(outcome.out())
                .contains("judged with the defaults of its variables rotates")
                .doesNotContain(FINDING, "no-dangling-reference");
    }

    @ParameterizedTest
    @ValueSource(strings = {"override.tf", "last_override.tf", "override.tofu"})
    void anOverrideChangesWhatOtherFilesSay(String name) {
        file("main.tf", KEY.formatted("true"));
        file(name, KEY.formatted("false"));

        assertThat(check("").out()).contains(FINDING, "1 resource of 1 stack");
    }

    /** The order in which Terraform takes them; each line lists the files that say true, the last of them all says false. */
    @ParameterizedTest
    @CsvSource({
        "terraform.tfvars, terraform.tfvars.json",
        "terraform.tfvars.json, a.auto.tfvars",
        "a.auto.tfvars, a.auto.tfvars.json",
        "a.auto.tfvars.json, b.auto.tfvars",
        "other.tfvars, terraform.tfvars"
    })
    void theLaterFileOfValuesWins(String earlier, String later) {
        file("main.tf", "variable \"rotates\" {\n  default = true\n}\n" + KEY.formatted("var.rotates"));
        file(earlier, values(earlier, true));
        file(later, values(later, false));

        assertThat(check("").out()).contains(FINDING).doesNotContain("judged with the defaults");

        file(earlier, values(earlier, false));
        file(later, values(later, true));

        assertThat(check("").out()).doesNotContain(FINDING);
    }

    private static String values(String name, boolean rotates) {
        return name.endsWith(".json") ? "{\"rotates\": %s}".formatted(rotates) : "rotates = %s\n".formatted(rotates);
    }

    @Test
    void aModuleHasTheValuesOfItsCallAndNotThoseOfItsFolder() {
        file("key/main.tf", "variable \"rotates\" {\n  default = true\n}\n" + KEY.formatted("var.rotates"));
        file("key/terraform.tfvars", "rotates = false\n");
        file(
                "main.tf",
                "module \"good\" {\n  source = \"./key\"\n}\nmodule \"bad\" {\n  source  = \"./key\"\n  rotates = false\n}\n");

        assertThat(check("").out().lines().filter(line -> line.contains(FINDING)))
                .singleElement()
                .asString()
                .contains("module.bad.aws_kms_key.k");
    }

    @Test
    void aModuleOfARegistryIsNotJudged() {
        file("main.tf", KEY.formatted("true") + "module \"m\" {\n  source = \"hashicorp/consul/aws\"\n}\n");

        assertThat(check("").out()).contains("[everything-read[module.m]]");
        assertThat(check("", "--accept-unread").out())
                .contains("note: not judged: module.m")
                .doesNotContain("[everything-read");
    }

    @Test
    void foldersOfOneNameAreNamedByTheirPaths() {
        file("dev/keys/main.tf", KEY.formatted("true"));
        file("live/keys/main.tf", KEY.formatted("false"));

        assertThat(check("").out().lines().filter(line -> line.contains(FINDING)))
                .singleElement()
                .asString()
                .contains("live/keys/aws_kms_key.k");
    }

    @Test
    void aFaultHasItsPlaceAndEndsTheCheck() {
        file("main.tf", "resource \"aws_kms_key\" \"k\" {\n  enable_key_rotation = [true false]\n}\n");

        Outcome outcome = check("");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("main.tf:2:31: is not HCL: expected \"]\" or \",\", found \"false\"")
                .doesNotContain("\tat ");
    }

    @Test
    void aNameThatNothingDeclaresIsFoundInHcl() {
        file("main.tf", "resource \"aws_sqs_queue\" \"q\" {\n  kms_master_key_id = aws_kms_key.none.arn\n}\n");

        assertThat(check("").out()).contains("[no-dangling-reference[aws_kms_key.none");
    }

    /** A path in a text is no mention of a resource, nor is the iterator of a block that is repeated an unknown number of times. */
    @Test
    void textsAndIteratorsAreNoReferences() {
        file("main.tf", """
                variable "rules" {}
                resource "aws_security_group" "g" {
                  description = templatefile("templates/main_role.json", {})
                  dynamic "ingress_rule" {
                    for_each = var.rules
                    content {
                      description = ingress_rule.value.text
                    }
                  }
                }
                """);

        assertThat(check("").out()).doesNotContain("no-dangling-reference");
    }

    @Test
    void aTemplateOfTheFolderIsReadAndOneOutsideIsNot() throws IOException {
        String policy =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"${action}\",\"Resource\":\"*\"}]}";
        file("stack/policies/p.json", policy);
        file("outside.json", policy);
        file("modules/m/main.tf", """
                resource "aws_iam_policy" "beside" {
                  policy = templatefile("${path.module}/../../stack/policies/p.json", { action = "*" })
                }
                """);
        file("stack/main.tf", """
                module "m" {
                  source = "../modules/m"
                }
                resource "aws_iam_policy" "in" {
                  policy = templatefile("${path.module}/policies/p.json", { action = "*" })
                }
                resource "aws_iam_policy" "out" {
                  policy = file("../outside.json")
                }
                """);

        String out = check("stack").out();

        assertThat(out.lines().filter(line -> line.contains("[iam-no-admin")))
                .anySatisfy(
                        line -> assertThat(line).contains("aws_iam_policy.in").doesNotContain("cannot be read"));
        assertThat(out).contains("[everything-read[file ../outside.json]]", "lies outside of the folder");
    }

    /** The zones of a region are not known, but how many are taken is. */
    @Test
    void aPartOfAnUnknownListHasItsLength() {
        file("main.tf", """
                data "aws_availability_zones" "here" {}
                locals {
                  zones = slice(data.aws_availability_zones.here.names, 0, 3)
                }
                resource "aws_kms_key" "k" {
                  count               = length(local.zones)
                  enable_key_rotation = false
                }
                """);

        assertThat(check("").out().lines().filter(line -> line.contains(FINDING)))
                .hasSize(3);
    }

    /** The defaults of optional members are values of the program. */
    @Test
    void anOptionalMemberHasItsDefault() {
        file("main.tf", """
                variable "key" {
                  type    = object({ rotates = optional(bool, false), name = optional(string) })
                  default = {}
                }
                """ + KEY.formatted("var.key.rotates"));

        assertThat(check("").out()).contains(FINDING, "enable_key_rotation = false");
    }

    /** A pattern that Java would search for years, and a module and variables that need themselves. */
    @Test
    void hostileExpressionsEnd() {
        file("m/main.tf", "variable \"x\" {}\noutput \"y\" {\n  value = var.x\n}\n" + KEY.formatted("var.x"));
        file("main.tf", """
                module "m" {
                  source = "./m"
                  x      = module.m.y
                }
                locals {
                  slow = regex("(a+)+$", "%s!")
                  also = replace("%s!", "/(a+)+$/", "")
                }
                """.formatted("a".repeat(60), "a".repeat(60)));

        Outcome outcome = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> check(""));

        assertThat(outcome.out()).contains("1 resource of 1 stack");
    }

    private void file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome check(String below, String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "check";
        arguments[1] = folder.resolve(below).toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Outcome.of(Map.of(), arguments);
    }
}
