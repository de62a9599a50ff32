package dev.streamecho.trigger.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        byte[] header = ByteBuffer.allocate(16).putInt(0xa55a0003).putInt(-1).array();
        decode(header, "next\n".getBytes(UTF_8));

        assertThat(lines).hasSize(2).endsWith("next");
    }

    private void decode(byte[]... parts) {
        for (byte[] part : parts) {
            decoder.decode(part, part.length);
        }
    }

    private static byte[] frame(String message) {
        byte[] bytes = message.getBytes(UTF_8);
        return ByteBuffer.allocate(16 + bytes.length)
                .putInt(0xa55a0003)
                .putInt(bytes.length)
                .putLong(1_700_000_000_000_000L)
                .put(bytes)
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
