package dev.streamecho.trigger.cli.items;

import dev.streamecho.trigger.Shown;
import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.cli.screen.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Prints the items of a table, one a line, so that {@code run --seed} and {@code put} read them again. */
@Command(
        name = "dump",
        description =
                "Prints the items of a running trigger's table as JSON, one a line; run --seed and put read them again.")
public final class DumpCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "TABLE",
            arity = "0..1",
            description = "The table, by its name or logical id. Default: the only one of the template.")
    private String tableArgument;

    @Mixin
    private TableOptions table;

    @Option(
            names = "--output-file",
            paramLabel = "FILE",
            description = "Writes them to a file. Default: standard output.")
    private Path outputFile;

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "Writes each table of the template to a file TABLE.jsonl there, for run --seed DIR.")
    private Path outputDir;

    @Option(
            names = "--dynamodb-json",
            description =
                    "Writes DynamoDB's JSON. Default: only for items with binary or sets, which plain JSON does not have.")
    private boolean isTyped;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (outputDir != null) {
            if (tableArgument != null || outputFile != null) {
                throw new UserError("--output-dir is for all tables: leave out TABLE and --output-file");
            }
            table.useAll(spec, each -> write(each, outputDir.resolve(each.name() + ".jsonl")));
        } else {
            table.use(spec, Optional.ofNullable(tableArgument), one -> {
                if (outputFile == null) {
                    print(one, Screen.of(spec)::line);
                } else {
                    write(one, outputFile);
                }
                return null;
            });
        }
        return 0;
    }

    private void write(ItemTable from, Path file) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
                long items = print(from, line -> out.print(line + "\n"));
                if (out.checkError()) {
                    throw new UserError(file + " cannot be written whole: the disk may be full");
                }
                Screen errors = Screen.ofErrors(spec);
                if (!errors.isQuiet()) {
                    errors.line("%s of %s in %s".formatted(Shown.count(items, "item"), from.name(), file));
                }
            }
        } catch (IOException e) {
            throw new UserError("%s cannot be written: %s".formatted(file, e), e);
        }
    }

    private long print(ItemTable from, Consumer<String> lines) {
        long items = 0;
        for (Map<String, AttributeValue> item : from.client()
                .scanPaginator(scan -> scan.tableName(from.name()).consistentRead(true))
                .items()) {
            lines.accept(ItemLine.of(item, from.keyNames(), isTyped));
            items++;
        }
        return items;
    }
}
