package dev.streamecho.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.streamecho.trigger.stream.ChangeRecord;
import dev.streamecho.trigger.stream.SequenceNumber;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {
    /** One with every kind of value: text, number as text, binary, set, list of maps, null, nested map. */
    private static final String RECORD = """
            {"eventID": "9a0e", "eventName": "MODIFY", "eventVersion": "1.1", "eventSource": "aws:dynamodb",
             "awsRegion": "us-east-1",
             "dynamodb": {
               "ApproximateCreationDateTime": 1768473000.0,
               "Keys": {"id": {"S": "1"}},
               "NewImage": {
                 "id": {"S": "1"}, "state": {"S": "open"}, "price": {"N": "101"}, "data": {"B": "AAE="},
                 "tags": {"SS": ["red", "green"]}, "gone": {"NULL": true}, "paid": {"BOOL": false},
                 "lines": {"L": [{"M": {"sku": {"S": "a"}, "count": {"N": "1"}}},
                                 {"M": {"sku": {"S": "b"}, "count": {"N": "2"}}}]},
                 "address": {"M": {"city": {"S": "Zürich"}}}},
               "SequenceNumber": "100000000000000074315513", "SizeBytes": 54,
               "StreamViewType": "NEW_AND_OLD_IMAGES"},
             "eventSourceARN": "arn:aws:dynamodb:us-east-1:1:table/t/stream/2026-01-15T09:30:00.123"}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'eventName': ['MODIFY'], 'eventSource': ['aws:dynamodb']}",
                "{'awsRegion': ['us-east-1'], 'eventVersion': ['1.1']}",
                "{'dynamodb': {'StreamViewType': ['NEW_AND_OLD_IMAGES'], 'SizeBytes': [54]}}",
                "{'eventSourceARN': [{'wildcard': '*:table/t/stream/*'}]}",
            })
    void aPatternIsOverTheWholeRecordAsDelivered(String pattern) {
        assertThat(matches(pattern)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'eventName': ['INSERT', 'MODIFY']}                                                   | true
            {'eventName': ['INSERT', 'REMOVE']}                                                   | false
            {'eventName': ['MODIFY'], 'dynamodb': {'NewImage': {'state': {'S': ['open']}}}}       | true
            {'eventName': ['MODIFY'], 'dynamodb': {'NewImage': {'state': {'S': ['closed']}}}}     | false
            """)
    void fieldsAreJoinedByAndAndTheValuesOfOneByOr(String pattern, boolean matches) {
        assertThat(matches(pattern)).isEqualTo(matches);
    }

    @Test
    void severalFiltersAreJoinedByOr() {
        String insert = "{'eventName': ['INSERT']}";
        String open = "{'dynamodb': {'NewImage': {'state': {'S': ['open']}}}}";

        assertThat(matches(insert)).isFalse();
        assertThat(matches(insert, open)).isTrue();
        assertThat(matches(insert, "{'eventName': ['REMOVE']}")).isFalse();
    }

    @Test
    void noFilterLetsEveryRecordPass() {
        assertThat(matches()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'dynamodb': {'NewImage': {'state': {'S': ['open']}}}}                     | true
            {'dynamodb': {'NewImage': {'state': ['open']}}}                            | false
            {'dynamodb': {'NewImage': {'data': {'B': ['AAE=']}}}}                      | true
            {'dynamodb': {'NewImage': {'tags': {'SS': ['green']}}}}                    | true
            {'dynamodb': {'NewImage': {'paid': {'BOOL': [false]}}}}                    | true
            {'dynamodb': {'NewImage': {'gone': {'NULL': [true]}}}}                     | true
            {'dynamodb': {'NewImage': {'gone': {'NULL': [null]}}}}                     | false
            {'dynamodb': {'NewImage': {'address': {'M': {'city': {'S': ['Zürich']}}}}}} | true
            """)
    void anAttributesValueIsUnderItsTypeKey(String pattern, boolean matches) {
        assertThat(matches(pattern)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'dynamodb': {'NewImage': {'state': {'S': [{'exists': true}]}}}}    | true
            {'dynamodb': {'NewImage': {'state': [{'exists': true}]}}}           | false
            {'dynamodb': {'NewImage': {'state': [{'exists': false}]}}}          | true
            {'dynamodb': {'NewImage': {'other': {'S': [{'exists': false}]}}}}   | true
            {'dynamodb': {'OldImage': {'id': {'S': [{'exists': true}]}}}}       | false
            """)
    void existsLooksAtLeavesOnly(String pattern, boolean matches) {
        assertThat(matches(pattern)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'dynamodb': {'NewImage': {'price': {'N': [{'numeric': ['>', 100]}]}}}}   | false
            {'dynamodb': {'NewImage': {'price': {'N': [101]}}}}                       | false
            {'dynamodb': {'NewImage': {'price': {'N': ['101']}}}}                     | true
            {'dynamodb': {'ApproximateCreationDateTime': [{'numeric': ['>', 0]}]}}    | true
            {'dynamodb': {'SizeBytes': [{'numeric': ['>', 50, '<=', 54]}]}}           | true
            """)
    void numericNeverMatchesAnNWhichIsText(String pattern, boolean matches) {
        assertThat(matches(pattern)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'eventName': [{'prefix': 'MOD'}]}                                    | true
            {'eventName': [{'prefix': {'equals-ignore-case': 'mod'}}]}            | true
            {'eventName': [{'suffix': 'IFY'}]}                                    | true
            {'eventName': [{'suffix': 'ify'}]}                                    | false
            {'eventName': [{'equals-ignore-case': 'modify'}]}                     | true
            {'eventName': [{'wildcard': 'M*F*'}]}                                 | true
            {'eventName': [{'anything-but': 'REMOVE'}]}                           | true
            {'eventName': [{'anything-but': ['REMOVE', 'MODIFY']}]}               | false
            {'eventName': [{'anything-but': {'prefix': 'MOD'}}]}                  | false
            {'dynamodb': {'OldImage': {'id': {'S': [{'anything-but': '2'}]}}}}    | false
            {'$or': [{'eventName': ['INSERT']}, {'awsRegion': ['us-east-1']}]}    | true
            {'$or': [{'eventName': ['INSERT']}, {'awsRegion': ['eu-west-1']}]}    | false
            """)
    void operatorsAreThoseOfEventBridge(String pattern, boolean matches) {
        assertThat(matches(pattern)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'sku': {'S': ['a']}, 'count': {'N': ['1']}   | true
            'sku': {'S': ['a']}, 'count': {'N': ['2']}   | false
            """)
    void fieldsInAListMatchWithinOneElement(String fields, boolean matches) {
        assertThat(matches("{'dynamodb': {'NewImage': {'lines': {'L': {'M': {" + fields + "}}}}}}"))
                .isEqualTo(matches);
    }

    /** The table of the service's documentation, which has JSON for a JSON object. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            hello             | {'body': ['hello']}                                  | true
            hello             | {'body': [{'prefix': 'he'}]}                         | true
            hello             | {'body': ['other']}                                  | false
            hello             | {'body': {'kind': ['a']}}                            | false
            hello             | {'body': {'kind': [{'exists': false}]}}              | false
            hello             | {'eventSource': ['aws:sqs']}                         | true
            {'kind': 'a'}     | {'body': {'kind': ['a']}}                            | true
            {'kind': 'b'}     | {'body': {'kind': ['a']}}                            | false
            {'n': 101}        | {'body': {'n': [{'numeric': ['>', 100]}]}}           | true
            {'kind': 'a'}     | {'body': [{'exists': false}]}                        | false
            {'kind': 'a'}     | {'eventSource': ['aws:sqs']}                         | true
            {'kind': 'a'}     | {'body': {'kind': ['a']}, 'messageId': ['other']}    | false
            [{'kind': 'a'}]   | {'body': {'kind': ['a']}}                            | true
            7                 | {'body': ['7']}                                      | true
            """)
    void theBodyOfAMessageIsFilteredInTheFormatOfThePattern(String body, String pattern, boolean matches)
            throws JsonProcessingException {
        String record = new ObjectMapper()
                .writeValueAsString(Map.of("messageId", "id", "body", json(body), "eventSource", "aws:sqs"));

        assertThat(EventFilter.of(List.of(json(pattern))).matches(tree(record))).isEqualTo(matches);
        assertThat(EventFilter.of(List.of(json("{'body': {'never': ['x']}}"), json(pattern)))
                        .matches(tree(record)))
                .isEqualTo(matches);
    }

    @Test
    void ofAFieldThatAPatternNamesTwiceTheLaterOneHolds() {
        assertThat(matches("{'eventName': ['INSERT'], 'eventName': ['MODIFY']}"))
                .isTrue();
        assertThat(matches("{'eventName': ['MODIFY'], 'eventName': ['INSERT']}"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'eventName'                                | Filter is not an object (line 1, column 2)
            [{'eventName': ['INSERT']}]                | Filter is not an object (line 1, column 2)
            {'eventName': 'INSERT'}                    | 'eventName' must be an object or an array (line 1, column 16)
            {'eventName': []}                          | Empty arrays are not allowed (line 1, column 17)
            {}                                         | Empty objects are not allowed (line 1, column 3)
            {'eventName': [{'starts-with': 'INS'}]}    | Unrecognized match type starts-with (line 1, column 33)
            {'eventName': [{'wildcard': '**'}]}        | Consecutive wildcard characters at pos 1 (line 1, column 33)
            {'eventName': [{'cidr': '10.0.0.0'}]}      | Malformed CIDR, one '/' required
            {'eventName': [{'numeric': ['>', 'one']}]} | Value of > must be numeric (line 1, column 35)
            {'$or': [{'eventName': ['INSERT']}]}       | There must have at least 2 Objects in $or relationship. (line 1, column 36)
            """)
    void aBadPatternIsRefusedWithTheMatchersOwnReason(String pattern, String reason) {
        assertThat(EventFilter.reasonAgainst(json(pattern)))
                .contains("Invalid filter pattern definition. " + reason.replace("'eventName'", "\"eventName\""));
    }

    /** Those with stacks were taken and refused by EventBridge, which has the same matcher. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            *.jpg                                                                         | false
            *:stack/Shared/*, *:stack/Api-prod/*, *:stack/Data/*                          | false
            *:stack/Shared/*, *:stack/Api-prod/*, *:stack/Data/*, *:stack/Monitoring/*    | true
            *a*a*a*a*                                                                     | false
            *a*a*a*a*a*                                                                   | true
            *aaaaaaaaaaaaa                                                                | true
            """)
    void aPatternWithTooManyWildcardsBeforeWhatRepeatsIsRefused(String wildcards, boolean isRefused) {
        String values = Arrays.stream(wildcards.split(", "))
                .map(wildcard -> "{'wildcard': '" + wildcard + "'}")
                .collect(Collectors.joining(", "));

        assertThat(EventFilter.reasonAgainst(json("{'dynamodb': {'Keys': {'id': {'S': [" + values + "]}}}}")))
                .isEqualTo(
                        isRefused
                                ? Optional.of("Invalid filter pattern definition. Rule is too complex - try using fewer"
                                        + " wildcard characters or fewer repeating character sequences after a wildcard"
                                        + " character")
                                : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            single-string                 | Unrecognized token 'single': was expecting
            {'eventName': ['INSERT'=1]}   | Unexpected character ('=' (code 61)): was expecting comma
            {'eventName': ['INSERT']      | Unexpected end-of-input: expected close marker for Object (start marker at [line: 1, column: 1])
            {'eventName': ['INSERT']} x   | Unrecognized token 'x': was expecting
            {'eventName': ['INSERT']} {}  | Trailing token
            """)
    void aPatternThatIsNotJsonIsRefusedInOneLine(String pattern, String reason) {
        assertThat(EventFilter.reasonAgainst(json(pattern)).orElseThrow())
                .startsWith("Invalid filter pattern definition. " + reason)
                .doesNotContain("\n", "Source");
    }

    @Test
    void anEmptyPatternIsRefused() {
        assertThat(EventFilter.reasonAgainst(""))
                .contains("Invalid filter pattern definition. Filter is not an object (line 1, column 1)");
    }

    @Test
    void aPatternMayHave4096Characters() {
        String start = "{\"eventName\": [\"INSERT\"]";

        assertThat(EventFilter.reasonAgainst(start + " ".repeat(4095 - start.length()) + "}"))
                .isEmpty();
        assertThat(EventFilter.reasonAgainst(start + " ".repeat(4096 - start.length()) + "}"))
                .contains("Invalid filter pattern definition. It has 4097 characters; 4096 are allowed");
    }

    @Test
    void aFilterIsNotMadeOfABadPattern() {
        assertThatThrownBy(() -> EventFilter.of(List.of("{}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid filter pattern definition. Empty objects are not allowed (line 1, column 3)");
    }

    @Test
    void oneFilterServesManyThreads() {
        EventFilter filter =
                EventFilter.of(List.of(json("{'dynamodb': {'NewImage': {'state': {'S': [{'wildcard': 'o*n'}]}}}}")));
        AtomicInteger matched = new AtomicInteger();

        IntStream.range(0, 2_000).parallel().forEach(i -> {
            if (filter.matches(record(i % 2 == 0 ? RECORD : RECORD.replace("open", "shut")))) {
                matched.incrementAndGet();
            }
        });

        assertThat(matched).hasValue(1_000);
    }

    private static boolean matches(String... patterns) {
        List<String> asJson =
                List.of(patterns).stream().map(EventFilterTest::json).toList();
        EventFilter filter = EventFilter.of(asJson);
        boolean matches = filter.matches(record(RECORD));
        assertThat(filter.matches(tree(RECORD))).isEqualTo(matches);
        return matches;
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ChangeRecord record(String json) {
        return new ChangeRecord(new SequenceNumber("1"), Instant.EPOCH, "{}", json.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(String withSingleQuotes) {
        return withSingleQuotes.replace('\'', '"');
    }
}
