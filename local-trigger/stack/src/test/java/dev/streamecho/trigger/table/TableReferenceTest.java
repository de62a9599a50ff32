package dev.streamecho.trigger.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamecho.trigger.UserError;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReferenceTest {
    private static final String TABLE = "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders";
    private static final String STREAM = TABLE + "/stream/2026-01-15T09:30:00.123";

    @Test
    void aNameIsANameAlone() {
        assertThat(TableReference.parse("Orders"))
                .isEqualTo(new TableReference("Orders", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void theArnOfATableHasItsRegion() {
        assertThat(TableReference.parse(TABLE))
                .isEqualTo(
                        new TableReference("Orders", Optional.of("eu-west-1"), Optional.of(TABLE), Optional.empty()));
    }

    @Test
    void theArnOfAStreamHasItsTable() {
        assertThat(TableReference.parse(STREAM))
                .isEqualTo(new TableReference(
                        "Orders", Optional.of("eu-west-1"), Optional.of(TABLE), Optional.of(STREAM)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:kinesis:eu-west-1:111122223333:stream/clicks",
                "arn:aws:dynamodb:eu-west-1:111122223333:table",
                "table/Orders",
                ""
            })
    void whatCanBeNoTableIsTheUsersMistake(String given) {
        assertThatThrownBy(() -> TableReference.given(given))
                .isInstanceOf(UserError.class)
                .hasMessage("--table %s is not a DynamoDB table; give its name, its ARN, or the ARN of its stream"
                        .formatted(given));
    }

    @Test
    void theRegionOfDynamoDbLocalIsNone() {
        assertThat(TableReference.parse("arn:aws:dynamodb:ddblocal:000000000000:table/Orders")
                        .region())
                .isEmpty();
    }
}
