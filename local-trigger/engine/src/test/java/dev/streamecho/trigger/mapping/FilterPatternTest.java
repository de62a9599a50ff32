package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterPatternTest {
    private static final String RECORD = """
            {"eventName":"INSERT","dynamodb":{"NewImage":{"state":{"S":"done"},"count":{"N":"5"},
              "tags":{"L":[{"S":"a"},{"S":"b"}]}}}}""";

    @Test
    void theFirstClauseThatIsNotSatisfiedIsNamed() {
        String pattern = """
                {"eventName":["INSERT"],"dynamodb":{"NewImage":{"state":{"S":["open"]}}}}""";

        assertThat(FilterPattern.reasons(List.of(pattern), RECORD))
                .containsExactly("pattern 1 wants dynamodb.NewImage.state.S to be \"open\", it is \"done\"");
    }

    @Test
    void eachPatternHasItsReason() {
        String removed = """
                {"eventName":["REMOVE"],"dynamodb":{"NewImage":{"state":{"S":["open"]}}}}""";
        String modified = """
                {"eventName":["MODIFY","REMOVE"]}""";

        assertThat(FilterPattern.reasons(List.of(removed, modified), RECORD))
                .containsExactly(
                        "pattern 1 wants eventName to be \"REMOVE\", it is \"INSERT\"; 1 more of its clauses is not satisfied",
                        "pattern 2 wants eventName to be \"MODIFY\" or to be \"REMOVE\", it is \"INSERT\"");
    }

    @Test
    void aRecordThatMatchesHasNone() {
        assertThat(FilterPattern.reasons(
                        List.of("{\"eventName\":[\"REMOVE\"]}", "{\"eventName\":[\"INSERT\"]}"), RECORD))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"S\":[{\"prefix\":\"o\"}]} | wants dynamodb.NewImage.state.S to begin with \"o\", it is \"done\"",
                "{\"S\":[{\"suffix\":\"x\"}]} | wants dynamodb.NewImage.state.S to end with \"x\", it is \"done\"",
                "{\"S\":[{\"exists\":false}]} | wants dynamodb.NewImage.state.S not to be there, it is \"done\"",
                "{\"N\":[{\"exists\":true}]} | wants dynamodb.NewImage.state.N to be there, it is not there",
                "{\"S\":[{\"anything-but\":[\"done\",\"gone\"]}]} | wants dynamodb.NewImage.state.S to be anything but \"done\" or \"gone\", it is \"done\"",
                "{\"S\":[{\"anything-but\":{\"prefix\":\"d\"}}]} | wants dynamodb.NewImage.state.S to be anything but what is to begin with \"d\", it is \"done\"",
                "{\"S\":[{\"wildcard\":\"*x*\"}]} | wants dynamodb.NewImage.state.S to match \"*x*\", it is \"done\"",
                "{\"S\":[{\"equals-ignore-case\":\"OPEN\"}]} | wants dynamodb.NewImage.state.S to be \"OPEN\" in upper or lower case, it is \"done\"",
                "{\"S\":[null]} | wants dynamodb.NewImage.state.S to be null, it is \"done\"",
            })
    void whatAClauseWantsIsInWords(String state, String reason) {
        assertThat(FilterPattern.reasons(List.of("{\"dynamodb\":{\"NewImage\":{\"state\":" + state + "}}}"), RECORD))
                .containsExactly("pattern 1 " + reason);
    }

    @Test
    void aNumberOfDynamoDbIsAString() {
        String pattern = """
                {"dynamodb":{"NewImage":{"count":{"N":[{"numeric":[">",1,"<=",9]}]}}}}""";

        assertThat(FilterPattern.reasons(List.of(pattern), RECORD))
                .singleElement()
                .asString()
                .startsWith(
                        "pattern 1 wants dynamodb.NewImage.count.N to be a number > 1 and <= 9, it is \"5\", which is a string");
    }

    @Test
    void existsLooksAtLeavesOnly() {
        String pattern = """
                {"dynamodb":{"NewImage":{"state":[{"exists":true}]}}}""";

        assertThat(FilterPattern.reasons(List.of(pattern), RECORD))
                .singleElement()
                .asString()
                .endsWith("it is {\"S\":\"done\"}: \"exists\" looks only at what has no fields of its own");
    }

    @Test
    void everyElementOfAListIsShown() {
        String pattern = """
                {"dynamodb":{"NewImage":{"tags":{"L":{"S":["c"]}}}}}""";

        assertThat(FilterPattern.reasons(List.of(pattern), RECORD))
                .containsExactly("pattern 1 wants dynamodb.NewImage.tags.L.S to be \"c\", it is \"a\" and \"b\"");
    }

    @Test
    void ofAlternativesTheNearestIsNamed() {
        String pattern = """
                {"$or":[{"eventName":["REMOVE"],"eventSource":["x"]},{"dynamodb":{"NewImage":{"state":{"S":["open"]}}}}]}""";

        assertThat(FilterPattern.reasons(List.of(pattern), RECORD))
                .containsExactly("pattern 1 wants dynamodb.NewImage.state.S to be \"open\", it is \"done\"");
    }

    @Test
    void theBodyOfAMessageIsSeenAsItsPatternWantsIt() {
        String json = """
                {"eventSource":"aws:sqs","body":"{\\\"state\\\":\\\"done\\\"}"}""";
        String word = """
                {"eventSource":"aws:sqs","body":"done"}""";
        String pattern = """
                {"body":{"state":["open"]}}""";

        assertThat(FilterPattern.reasons(List.of(pattern), json))
                .containsExactly("pattern 1 wants body.state to be \"open\", it is \"done\"");
        assertThat(FilterPattern.reasons(List.of(pattern), word))
                .containsExactly("pattern 1 wants body to be JSON, it is \"done\"");
    }
}
