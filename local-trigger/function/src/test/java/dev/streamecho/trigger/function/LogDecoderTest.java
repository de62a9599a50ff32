package dev.streamecho.trigger.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogDecoderTest {
    private final List<String> lines = new ArrayList<>();
    private final LogDecoder decoder = new LogDecoder(lines::add);

    @Test
    void textIsSplitAtLineEnds() {
        decode("one\ntwo\r\n\nthree".getBytes(UTF_8));
        assertThat(lines).containsExactly("one", "two", "");

        decoder.flush();
        assertThat(lines).containsExactly("one", "two", "", "three");
    }

    @Test
    void aFrameIsALineOfItsOwn() {
        decode("text ".getBytes(UTF_8), frame("message"), frame("next"), "text\n".getBytes(UTF_8));

        assertThat(lines).containsExactly("text ", "message", "next", "text");
    }

    @Test
    void theLinesOfAFrameAreLines() {
        decode(frame("one\n\ntwo\n\n"));

        assertThat(lines).containsExactly("one", "", "two");
    }

    @Test
    void bytesMayComeOneAtATime() {
        byte[] all = join("before ¥Z\n".getBytes(UTF_8), frame("ünï\ncode"), "after\n".getBytes(UTF_8));
        for (byte one : all) {
            decode(new byte[] {one});
        }

        assertThat(lines).containsExactly("before ¥Z", "ünï", "code", "after");
    }

    @Test
    void aCharacterThatBeginsLikeAFrameIsText() {
        // The second byte of the sign is the first byte of a frame.
        decode("5 ¥".getBytes(UTF_8));
        decoder.flush();

        assertThat(lines).containsExactly("5 ¥");
    }

    @Test
    void textWithoutAnEndIsSplitAtOneMegabyte() {
        decode("x".repeat(1 << 20).getBytes(UTF_8), "y\n".getBytes(UTF_8));

        assertThat(lines).containsExactly("x".repeat(1 << 20), "y");
    }

    @Test
    void aFrameWithAnImpossibleLengthHoldsNothingUp() {
        decode(header(0xa55a0003, -1), "next\n".getBytes(UTF_8));
        decode(header(0xa55a0003, 1 << 25), "last\n".getBytes(UTF_8));

        assertThat(lines)
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("next"),
                        line -> assertThat(line).endsWith("last"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"¥Z\0", "¥Z\0\3", "¥Z\0\0\0\0\0\7", "¥Z\0\3\0\0\0\7\0\0\0\0\0\0\0\0"})
    void textLikeTheBeginningOfAFrameHidesNothing(String beginning) {
        decode((beginning + "one\ntwo, which is longer than the header of a frame\nthree\n").getBytes(UTF_8));

        assertThat(lines)
                .containsExactly(beginning + "one", "two, which is longer than the header of a frame", "three");
    }

    @Test
    void textLikeAHeaderHidesNothingAfterItsInvocation() {
        byte[] header = Arrays.copyOf(frame("x".repeat(1 << 20)), 16);
        decode(header, "one\ntwo\n".getBytes(UTF_8));
        decoder.flush();
        decode("three\n".getBytes(UTF_8));

        assertThat(lines).containsExactly("one", "two", "three");
    }

    @Test
    void theTypesOfAllLevelsAndFormatsAreFrames() {
        for (int level = 0; level <= 6; level++) {
            decode(frame(0xa55a0002 | level << 2, "json"), frame(0xa55a0003 | level << 2, "text"));
        }

        assertThat(lines).hasSize(14).containsOnly("json", "text");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xa55a0000, 0xa55a0001, 0xa55a0022, 0xa55a0083})
    void aFrameOfATypeThatNobodyWritesIsText(int type) {
        decode(frame(type, "x".repeat(20)), "y\n".getBytes(UTF_8));

        assertThat(lines).singleElement().asString().hasSizeGreaterThan(21).endsWith("xy");
    }

    private void decode(byte[]... parts) {
        for (byte[] part : parts) {
            decoder.decode(part, part.length);
        }
    }

    private static byte[] frame(String message) {
        return frame(0xa55a0003, message);
    }

    private static byte[] frame(int type, String message) {
        byte[] bytes = message.getBytes(UTF_8);
        return join(header(type, bytes.length), bytes);
    }

    private static byte[] header(int type, int length) {
        return ByteBuffer.allocate(16)
                .putInt(type)
                .putInt(length)
                .putLong(1_600_000_000_000_000L)
                .array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
