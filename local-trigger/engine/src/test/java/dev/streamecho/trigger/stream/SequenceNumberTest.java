package dev.streamecho.trigger.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceNumberTest {

    @Test
    void aLongerNumberIsLarger() {
        assertThat(number("1000")).isGreaterThan(number("999"));
        assertThat(number("1000").isAfter(number("999"))).isTrue();
        assertThat(number("999").isAfter(number("999"))).isFalse();
    }

    @Test
    void leadingZerosDoNotCountAndAreKept() {
        assertThat(number("007")).isEqualTo(number("7")).hasSameHashCodeAs(number("7"));
        assertThat(number("007")).isEqualByComparingTo(number("7")).hasToString("007");
        assertThat(number("000")).isEqualTo(number("0"));
    }

    @Test
    void whatIsNotANumberIsTakenAsItIs() {
        assertThat(number("0x")).isNotEqualTo(number("x"));
        assertThat(number("")).isNotEqualTo(number("0"));
    }

    private static SequenceNumber number(String digits) {
        return new SequenceNumber(digits);
    }
}
