package dev.streamecho.trigger.terraform.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions and their values; names are those of {@link #NAMES}. */
class ExpressionTest {
    private static final Map<String, HclValue> NAMES = Map.of(
            "name", HclValue.text("echo"),
            "three", HclValue.number(3),
            "yes", HclValue.bool(true),
            "nothing", HclValue.Null.VALUE,
            "list", HclValue.items(List.of(HclValue.text("b"), HclValue.text("a"))),
            "map", HclValue.entries(Map.of("y", HclValue.number(2), "x", HclValue.number(1))),
            "tables", HclJson.read("[{\"name\":\"one\",\"tags\":[{\"k\":\"v\"}]},{\"name\":\"two\",\"tags\":[]}]"),
            "secret", new Unresolved("variable secret"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                // Literals
                "42 ¦ 42",
                "1.50 ¦ 1.5",
                "1e3 ¦ 1000",
                "true ¦ true",
                "null ¦ null",
                "[1, 2,] ¦ [1,2]",
                "{ a = 1, b : 2 } ¦ {\"a\":1,\"b\":2}",
                "{ (name) = 1 } ¦ {\"echo\":1}",
                "{ \"${name}-x\" = 1 } ¦ {\"echo-x\":1}",
                // Operators bind as in Terraform.
                "1 + 2 * 3 ¦ 7",
                "(1 + 2) * 3 ¦ 9",
                "10 - 2 - 3 ¦ 5",
                "7 % 4 ¦ 3",
                "1 / 4 ¦ 0.25",
                "-three + 1 ¦ -2",
                "!yes || three > 2 && three <= 3 ¦ true",
                "three == 3 ? \"is\" : \"is not\" ¦ \"is\"",
                "three == \"3\" ¦ false",
                "three != 3 ? 1 : name == \"echo\" ? 2 : 3 ¦ 2",
                // References
                "map.x ¦ 1",
                "map[\"y\"] ¦ 2",
                "list[0] ¦ \"b\"",
                "list.1 ¦ \"a\"",
                "tables[*].name ¦ [\"one\",\"two\"]",
                "tables.*.name ¦ [\"one\",\"two\"]",
                "tables[*].tags[*].k ¦ [[\"v\"],[]]",
                "name[*] ¦ [\"echo\"]",
                "nothing[*] ¦ []",
                // Strings
                "\"plain\" ¦ \"plain\"",
                "\"${name}\" ¦ \"echo\"",
                "\"${three}\" ¦ 3",
                "\"a-${name}-${three}\" ¦ \"a-echo-3\"",
                "\"$${name} %%{if}\" ¦ \"${name} %{if}\"",
                "\"tab\\tquote\\\" \\u00e9\" ¦ \"tab\\tquote\\\" é\"",
                "\"%{ if yes }on%{ else }off%{ endif }\" ¦ \"on\"",
                "\"%{ for i, v in list ~} ${i}=${v} %{ endfor ~}\" ¦ \"0=b 1=a \"",
                "\"%{ for v in list }${v},%{ endfor }\" ¦ \"b,a,\"",
                // For expressions
                "[for v in list : upper(v)] ¦ [\"B\",\"A\"]",
                "[for i, v in list : \"${i}${v}\"] ¦ [\"0b\",\"1a\"]",
                "[for k, v in map : \"${k}${v}\" if v > 1] ¦ [\"y2\"]",
                "{for k, v in map : v => k} ¦ {\"1\":\"x\",\"2\":\"y\"}",
                "{for t in tables : t.name => t.tags if length(t.tags) > 0} ¦ {\"one\":[{\"k\":\"v\"}]}",
                "{for v in [\"aa\", \"ab\", \"b\"] : substr(v, 0, 1) => v...} ¦ {\"a\":[\"aa\",\"ab\"],\"b\":[\"b\"]}",
                // What is not needed is not evaluated.
                "yes ? 1 : map.missing ¦ 1",
                "false && map.missing ¦ false",
                "try(map.missing, \"else\") ¦ \"else\"",
                "can(map.missing) ¦ false",
            })
    void expressionHasItsValue(String expression, String json) {
        assertThat(HclJson.write(evaluate(expression))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Collections
                "merge(map, { z = 3 }) | {\"x\":1,\"y\":2,\"z\":3}",
                "lookup(map, \"q\", 9) | 9",
                "keys(map) | [\"x\",\"y\"]",
                "values(map) | [1,2]",
                "toset([\"b\", \"a\", \"b\"]) | [\"a\",\"b\"]",
                "concat(list, [\"c\"]) | [\"b\",\"a\",\"c\"]",
                "concat([list, [\"c\"]]...) | [\"b\",\"a\",\"c\"]",
                "flatten([[1, [2]], 3]) | [1,2,3]",
                "distinct([1, 1, 2]) | [1,2]",
                "element(list, 3) | \"a\"",
                "slice([1, 2, 3], 1, 3) | [2,3]",
                "zipmap([\"a\"], [1]) | {\"a\":1}",
                "setproduct([\"a\", \"b\"], [1]) | [[\"a\",1],[\"b\",1]]",
                "coalesce(nothing, \"\", \"c\") | \"c\"",
                "compact([\"\", \"a\", null]) | [\"a\"]",
                "contains(list, \"a\") | true",
                "one([]) | null",
                "range(3) | [0,1,2]",
                "sort(list) | [\"a\",\"b\"]",
                "length(map) | 2",
                "sum([1, 2.5]) | 3.5",
                "max(1, three) | 3",
                // Strings
                "join(\"-\", [name, 1]) | \"echo-1\"",
                "split(\",\", \"a,b\") | [\"a\",\"b\"]",
                "replace(\"a.b\", \".\", \"-\") | \"a-b\"",
                "replace(\"a1b2\", \"/[0-9]/\", \"#\") | \"a#b#\"",
                "format(\"%s-%03d-%v%%\", name, three, true) | \"echo-003-true%\"",
                "formatlist(\"%s!\", list) | [\"b!\",\"a!\"]",
                "regex(\"[a-z]+\", \"12ab\") | \"ab\"",
                "regex(\"(?P<n>[0-9]+)\", \"x12\") | {\"n\":\"12\"}",
                "trimsuffix(\"a.zip\", \".zip\") | \"a\"",
                "title(\"hello world\") | \"Hello World\"",
                "startswith(name, \"ec\") | true",
                // Encodings and types
                "jsonencode({ b = [1, null], a = \"x\" }) | \"{\\\"a\\\":\\\"x\\\",\\\"b\\\":[1,null]}\"",
                "jsondecode(\"{\\\"a\\\": [1]}\").a[0] | 1",
                "base64encode(name) | \"ZWNobw==\"",
                "md5(\"a\") | \"0cc175b9c0f1b6a831c399e269772661\"",
                "tonumber(\"7\") + 1 | 8",
                "tostring(true) | \"true\"",
                "formatdate(\"YYYY-MM-DD\", \"2026-01-31T12:00:00Z\") | \"2026-01-31\"",
                "basename(\"a/b.zip\") | \"b.zip\"",
            })
    void functionHasItsValue(String expression, String json) {
        assertThat(HclJson.write(evaluate(expression))).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "secret.part",
                "secret == \"x\"",
                "secret ? 1 : 2",
                "upper(secret)",
                "upper(\"x-${secret}\")",
                "[for v in secret : v]",
                "merge(secret, {})"
            })
    void whatNeedsAnUnknownValueIsUnknown(String expression) {
        assertThat(Values.firstMissing(evaluate(expression)))
                .hasValueSatisfying(missing -> assertThat(missing.name()).startsWith("variable secret"));
    }

    @Test
    void aFunctionThatIsNotThereIsUnknown() {
        assertThat(evaluate("cidrsubnet(\"10.0.0.0/16\", 8, 1)")).isEqualTo(new Unresolved("cidrsubnet(…)"));
    }

    @Test
    void anUnknownValueIsAPartOfAString() {
        assertThat(Marks.parts(Values.text(evaluate("\"${name}-${secret}\""))))
                .containsExactly(new Marks.Literal("echo-"), new Marks.Missing("variable secret"));
        assertThat(Marks.parts(Values.text(evaluate("jsonencode({ a = secret })"))))
                .containsExactly(
                        new Marks.Literal("{\"a\":\""), new Marks.Missing("variable secret"), new Marks.Literal("\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "map.q | there is no q; there is x, y",
                "list[5] | there is no item 5 in a list of 2",
                "name + 1 | \"echo\" is not a number",
                "nothing.x | null has no x",
                "1 / 0 | division by zero",
                "element([], 0) | element: the list is empty",
                "{for v in [1, 1] : \"k\" => v} | the key \"k\" occurs twice; write ... after the value for a list",
                "file(\"gone.txt\") | gone.txt is not there",
                "other.x | other is unknown",
                "1e999999999 + 1 | 1E+999999999 is too large or too small",
                "jsondecode(\"1e999999999\") + 1 | 1E+999999999 is too large or too small",
                "templatestring(\"$${templatestring(a, {})}\", { a = \"b\" }) | templatestring cannot be called in a template",
            })
    void aMistakeSaysWhatIsWrong(String expression, String message) {
        assertThatThrownBy(() -> evaluate(expression))
                .isInstanceOf(EvaluationError.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + | test: line 1: not HCL: a value is expected, not the end of the file",
                "[1, 2 | test: line 1: not HCL: ] is expected, not the end of the file",
                "\"open | test: line 1: not HCL: the string that begins there has no closing \"",
                "\"${name\" | test: line 1: not HCL: } is expected at the end of ${, not \"",
                "{ a 1 } | test: line 1: not HCL: = is expected after a key, not 1",
                "\"%{ if yes }\" | test: line 1: not HCL: %{ endif } is missing",
                "\"\\q\" | test: line 1: not HCL: \\q means nothing in a string; a backslash is written \\\\",
                "a b | test: line 1: not HCL: the end is expected, not b",
            })
    void whatIsNotAnExpressionIsRefusedWithItsLine(String expression, String message) {
        assertThatThrownBy(() -> Hcl.expression("test", expression))
                .isInstanceOf(UserError.class)
                .hasMessage(message);
    }

    @Test
    void aHugeNumberIsNotWrittenOut() {
        assertThat(Values.text(evaluate("1e999999999"))).isEqualTo("1E+999999999");
    }

    @Test
    void nestingHasALimit() {
        assertThatThrownBy(() -> Hcl.expression("test", "(".repeat(5000)))
                .isInstanceOf(UserError.class)
                .hasMessage("test: line 1: not HCL: expressions and blocks are nested more than 200 deep");
    }

    private static HclValue evaluate(String expression) {
        return Hcl.expression("test", expression).evaluate(new Context() {
            @Override
            public HclValue named(String name) {
                if (!NAMES.containsKey(name)) {
                    throw new EvaluationError(name + " is unknown");
                }
                return NAMES.get(name);
            }

            @Override
            public Path folder() {
                return Path.of("");
            }
        });
    }
}
