package dev.streamecho.trigger.cli.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AssignmentsTest {

    @Test
    void valuesAreJsonOrElseStrings() {
        Assignments assignments = Assignments.of(
                List.of("name=Ada", "age=37", "tags={\"SS\":[\"a\"]}", "zip=\"01234\"", "note=a=b", "empty="),
                List.of());

        assertThat(assignments.expression())
                .isEqualTo(
                        "SET #set0 = :set0, #set1 = :set1, #set2 = :set2, #set3 = :set3, #set4 = :set4, #set5 = :set5");
        assertThat(assignments.values())
                .containsExactly(
                        Map.entry(":set0", AttributeValue.fromS("Ada")),
                        Map.entry(":set1", AttributeValue.fromN("37")),
                        Map.entry(":set2", AttributeValue.fromSs(List.of("a"))),
                        Map.entry(":set3", AttributeValue.fromS("01234")),
                        Map.entry(":set4", AttributeValue.fromS("a=b")),
                        Map.entry(":set5", AttributeValue.fromS("")));
    }

    @Test
    void anAttributeIsSetAndAnotherRemovedWhateverItsNameIs() {
        Assignments assignments = Assignments.of(List.of("size=1"), List.of("a.b c"));

        assertThat(assignments.expression()).isEqualTo("SET #set0 = :set0 REMOVE #set1");
        assertThat(assignments.names()).containsExactly(Map.entry("#set0", "size"), Map.entry("#set1", "a.b c"));
    }
}
