package dev.streamecho.trigger.cli.items;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.table.ItemReader;
import dev.streamecho.trigger.table.ItemReader.ItemAtLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Puts or deletes many items, 25 in one call, and says of each what became of it. This class is not thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 */
final class ItemWrites {
    /** A call takes no more. */
    private static final int ITEMS_AT_ONCE = 25;

    private static final int ATTEMPTS = 8;
    private static final Duration FIRST_DELAY = Duration.ofMillis(50);

    private final ItemTable table;
    private final ItemChange change;
    private final List<ItemAtLine> waiting = new ArrayList<>();
    private final Set<Map<String, AttributeValue>> keys = new HashSet<>();
    private final List<ItemOutcome> outcomes = new ArrayList<>();

    ItemWrites(ItemTable table, ItemChange change) {
        this.table = table;
        this.change = change;
    }

    /**
     * Makes the change with all items.
     *
     * @return what became of each, in their order
     * @throws UserError if what is read is not an item; those before it were changed
     * @throws DynamoDbException if there is no such table, or another reason that is not the item's
     */
    List<ItemOutcome> write(ItemReader items) throws InterruptedException {
        Optional<ItemAtLine> next = next(items);
        while (next.isPresent()) {
            ItemAtLine item = next.get();
            // A call changes no item twice, and the later change counts.
            if (waiting.size() == ITEMS_AT_ONCE || !keys.add(table.keyOf(item.attributes()))) {
                flush();
                keys.add(table.keyOf(item.attributes()));
            }
            waiting.add(item);
            next = next(items);
        }
        flush();
        return List.copyOf(outcomes);
    }

    private Optional<ItemAtLine> next(ItemReader items) throws InterruptedException {
        try {
            return items.next();
        } catch (UserError e) {
            flush();
            throw outcomes.isEmpty()
                    ? e
                    : new UserError(
                            "%s; %d items before it were %s".formatted(e.getMessage(), outcomes.size(), change.done()),
                            e);
        }
    }

    private void flush() throws InterruptedException {
        if (waiting.size() == 1) {
            outcomes.add(writeAlone(waiting.get(0)));
        } else if (!waiting.isEmpty()) {
            writeTogether();
        }
        waiting.clear();
        keys.clear();
    }

    private void writeTogether() throws InterruptedException {
        List<WriteRequest> requests = waiting.stream()
                .map(item -> change.request(item.attributes(), table))
                .toList();
        List<WriteRequest> left;
        try {
            left = writeRepeatedly(requests);
        } catch (DynamoDbException refused) {
            if (!isOfItem(refused)) {
                throw refused;
            }
            // The service does not say which.
            waiting.forEach(item -> outcomes.add(writeAlone(item)));
            return;
        }
        for (int i = 0; i < waiting.size(); i++) {
            outcomes.add(outcome(
                    waiting.get(i),
                    left.contains(requests.get(i))
                            ? Optional.of("not taken in %d attempts, as the table was throttled".formatted(ATTEMPTS))
                            : Optional.empty()));
        }
    }

    /** Returns those that were not processed after all attempts. */
    private List<WriteRequest> writeRepeatedly(List<WriteRequest> requests) throws InterruptedException {
        List<WriteRequest> left = requests;
        Duration delay = FIRST_DELAY;
        for (int attempt = 1; attempt <= ATTEMPTS && !left.isEmpty(); attempt++) {
            if (attempt > 1) {
                TimeUnit.NANOSECONDS.sleep(delay.toNanos());
                delay = delay.multipliedBy(2);
            }
            Map<String, List<WriteRequest>> asked = Map.of(table.name(), left);
            left = table.client()
                    .batchWriteItem(batch -> batch.requestItems(asked))
                    .unprocessedItems()
                    .getOrDefault(table.name(), List.of());
        }
        return left;
    }

    private ItemOutcome writeAlone(ItemAtLine item) {
        try {
            change.make(item.attributes(), table);
            return outcome(item, Optional.empty());
        } catch (DynamoDbException e) {
            if (!isOfItem(e)) {
                throw e;
            }
            return outcome(item, Optional.of(e.awsErrorDetails().errorMessage()));
        }
    }

    private ItemOutcome outcome(ItemAtLine item, Optional<String> refusal) {
        return new ItemOutcome(item.line(), table.keyOf(item.attributes()), refusal);
    }

    private static boolean isOfItem(DynamoDbException e) {
        return e.awsErrorDetails().errorCode().endsWith("ValidationException")
                || e.awsErrorDetails().errorCode().equals("ItemCollectionSizeLimitExceededException");
    }
}
