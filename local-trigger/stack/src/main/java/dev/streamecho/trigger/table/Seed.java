package dev.streamecho.trigger.table;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.table.ItemReader.ItemAtLine;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The items that a table begins with.
 *
 * @param from what was given for the table: a file, or a folder
 * @param files with items, which are written in this order
 */
public record Seed(TableDefinition table, Path from, List<Path> files) {
    public Seed {
        files = List.copyOf(files);
    }

    /**
     * Writes the items, if the table has none yet: one that an earlier run left in a data directory stays as it is.
     *
     * @param notice takes a line for what was done
     * @throws UserError if a file cannot be read, or DynamoDB refuses an item
     */
    public void write(DynamoDbClient client, Consumer<String> notice) {
        String tableName = table.tableName();
        if (!client.scan(scan -> scan.tableName(tableName).limit(1)).items().isEmpty()) {
            notice.accept("%s has items of an earlier run: %s is not written again".formatted(table.logicalId(), from));
            return;
        }
        long written = 0;
        for (Path file : files) {
            written += write(new SeedWriter(client, table, file), file);
        }
        notice.accept("%s begins with %s of %s".formatted(table.logicalId(), Shown.count(written, "item"), from));
    }

    private static long write(SeedWriter writer, Path file) {
        long written = 0;
        try (ItemReader reader = ItemReader.of(file.toString(), Files.newInputStream(file))) {
            Optional<ItemAtLine> next = reader.next();
            while (next.isPresent()) {
                writer.write(next.get());
                written++;
                next = reader.next();
            }
            writer.flush();
        } catch (IOException e) {
            throw new UserError("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        return written;
    }
}
