package dev.streamecho.trigger.terraform.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.terraform.language.Body.Argument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HclTest {

    @Test
    void blocksAndArgumentsKnowTheirLines() {
        Body body = Hcl.parse("main.tf", """
                # A table
                resource "aws_dynamodb_table" "orders" { // with a key
                  hash_key = "id"
                  /* several
                     lines */
                  attribute { name = "id" }
                  tags = {
                    a = 1
                    b : 2, c = 3
                  }
                }
                locals {}
                """);

        assertThat(body.blocks()).extracting(Block::type).containsExactly("resource", "locals");
        Block table = body.blocks().get(0);
        assertThat(table.labels()).containsExactly("aws_dynamodb_table", "orders");
        assertThat(table.line()).isEqualTo(2);
        assertThat(table.body().arguments())
                .extracting(Argument::name, Argument::line)
                .containsExactly(tuple("hash_key", 3), tuple("tags", 7));
        assertThat(table.body().blocks("attribute")).extracting(Block::line).containsExactly(6);
    }

    @Test
    void aHeredocKeepsItsLines() {
        assertThat(value("a = <<EOT\n  one\n    two\nEOT\n")).isEqualTo("  one\n    two\n");
    }

    @Test
    void anIndentedHeredocLosesTheIndentThatItsLinesShare() {
        assertThat(value("a = <<-EOT\n  one\n\n    two\n  EOT\n")).isEqualTo("one\n\n  two\n");
    }

    @Test
    void aHeredocHasExpressionsAndNoEscapes() {
        assertThat(value("a = <<EOT\n${1 + 1} \\n $${x}\nEOT\n")).isEqualTo("2 \\n ${x}\n");
    }

    @Test
    void aHeredocMayBeAnArgumentOfAFunction() {
        assertThat(value("a = upper(<<EOT\nx\nEOT\n)\n")).isEqualTo("X\n");
    }

    @Test
    void windowsLinesEndAsOthers() {
        assertThat(Hcl.parse("main.tf", "\uFEFFa = 1\r\nb {\r\n  c = [\r\n    1,\r\n  ]\r\n}\r\n")
                        .blocks("b"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a = 1 b = 2 | main.tf: line 1: not HCL: the end of the line is expected, not b",
                "x {\\n a = 1\\n | main.tf: line 1: not HCL: the block x has no end }",
                "a = 1\\na = 2 | main.tf: line 2: not HCL: a is there already, in line 1",
                "x { = } | main.tf: line 1: not HCL: an argument, a block or } is expected, not =",
                "\\n\\nx y z | main.tf: line 3: not HCL: = or { is expected after x, not the end of the file",
                "a = <<EOT\\nx\\n | main.tf: line 1: not HCL: there is no line with EOT alone, where the string would end",
                "} | main.tf: line 1: not HCL: an argument or a block is expected, not }",
                "a = /* | main.tf: line 1: not HCL: the comment has no end */",
                "x = { | main.tf: line 1: not HCL: a value is expected, not the end of the file",
            })
    void whatIsNotHclIsRefusedWithItsLine(String text, String message) {
        assertThatThrownBy(() -> Hcl.parse("main.tf", text.replace("\\n", "\n")))
                .isInstanceOf(UserError.class)
                .hasMessage(message);
    }

    @Test
    void aBackslashAtTheEndOfALineIsNamedInOneLine() {
        assertThatThrownBy(() -> Hcl.parse("main.tf", "a = \"x\\\n\""))
                .isInstanceOf(UserError.class)
                .hasMessage("main.tf: line 2: not HCL: \\ means nothing in a string; a backslash is written \\\\");
    }

    @Test
    void jsonHasTheSameBlocks() {
        Body body = JsonSyntax.configuration("main.tf.json", """
                {
                  "//": "a comment",
                  "locals": { "sum": "${1 + 1}" },
                  "resource": {
                    "aws_dynamodb_table": {
                      "orders": {
                        "name": "orders-${local.x}",
                        "dynamic": { "attribute": { "for_each": ["a"], "content": { "name": "x" } } }
                      }
                    }
                  }
                }
                """);

        assertThat(body.blocks()).extracting(Block::type).containsExactly("locals", "resource");
        assertThat(evaluated(body.blocks().get(0).body(), "sum")).isEqualTo("2");
        Block table = body.blocks().get(1);
        assertThat(table.labels()).containsExactly("aws_dynamodb_table", "orders");
        assertThat(table.body().argument("name"))
                .get()
                .extracting(Argument::line)
                .isEqualTo(7);
        assertThat(table.body().blocks("dynamic")).extracting(Block::labels).containsExactly(List.of("attribute"));
    }

    @Test
    void jsonThatIsNoneIsRefusedWithItsLine() {
        assertThatThrownBy(() -> JsonSyntax.configuration("main.tf.json", "{\n  \"locals\": {,}\n}"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("main.tf.json: line 2: not JSON: ");
        assertThatThrownBy(() -> JsonSyntax.configuration("main.tf.json", "{\n  \"locals\": {"))
                .hasMessageContaining("(start marker at [line: 2, column: 13])");
        assertThatThrownBy(() -> JsonSyntax.configuration("main.tf.json", "{ \"resource\": 1 }"))
                .hasMessage("main.tf.json: line 1: an object is expected");
    }

    private static String value(String text) {
        return evaluated(Hcl.parse("main.tf", text), "a");
    }

    private static String evaluated(Body body, String argument) {
        return Values.text(body.argument(argument)
                .orElseThrow()
                .value()
                .evaluate(new TemplateContext(HclValue.entries(Map.of()), Path.of(""))));
    }
}
