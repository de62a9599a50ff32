package dev.streamecho.items;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamecho.items.Gateway.Answer;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** The requests in {@code events/}, which have all that API Gateway sends. */
class EventsTest {
    private final ItemTable table = new ItemTable(LocalTables.CLIENT, LocalTables.create());
    private final Gateway get = new Gateway(new GetItemHandler(table));
    private final Gateway put = new Gateway(new PutItemHandler(table));

    @Test
    void itemIsPutAndRead() throws IOException {
        assertThat(put.invoke(event("put-item.json")).status()).isEqualTo(201);

        Answer answer = get.invoke(event("get-item.json"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"address\":{\"city\":\"London\"},\"itemKey\":\"1\",\"name\":\"Ada\",\"price\":19.9,"
                        + "\"tags\":[\"new\",null,true]}");
    }

    @Test
    void itemIsPutOnce() throws IOException {
        assertThat(put.invoke(event("put-item-if-new.json")).status()).isEqualTo(201);
        assertThat(put.invoke(event("put-item-if-new.json")).status()).isEqualTo(412);
    }

    @Test
    void itemWithoutANameIsRefused() throws IOException {
        assertThat(put.invoke(event("put-item-without-name.json")).message()).isEqualTo("name is missing");
    }

    @Test
    void itemThatIsNotThereIsNotFound() throws IOException {
        assertThat(get.invoke(event("get-item-missing.json")).status()).isEqualTo(404);
    }

    private static String event(String name) throws IOException {
        try (InputStream file = EventsTest.class.getResourceAsStream("/events/" + name)) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
