package dev.streamecho.trigger.table;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.template.resource.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds which files have the items of which table. A file or folder is for the table whose logical id or name it has; a folder of
 * another name has one file or folder for each table. One file alone, or one export, is for the only table whatever its name is.
 */
public final class Seeds {
    private final List<TableDefinition> tables;
    private final Consumer<String> notice;
    private final Map<TableDefinition, Seed> found = new LinkedHashMap<>();

    private Seeds(List<TableDefinition> tables, Consumer<String> notice) {
        this.tables = tables;
        this.notice = notice;
    }

    /**
     * Finds the files; none is read yet.
     *
     * @param given files and folders
     * @param notice takes a line for each file that is left out
     * @throws UserError if one is not there, is of no table, or is one of two of a table
     */
    public static List<Seed> find(List<Path> given, List<TableDefinition> tables, Consumer<String> notice) {
        Seeds seeds = new Seeds(tables, notice);
        given.forEach(seeds::addGiven);
        return List.copyOf(seeds.found.values());
    }

    private void addGiven(Path given) {
        if (!Files.exists(given)) {
            throw new UserError("--seed %s: no such file or folder".formatted(given));
        }
        Optional<TableDefinition> named = tableOf(given);
        if (named.isPresent()) {
            add(named.get(), given);
            return;
        }
        Optional<TableExport> export = TableExport.find(given);
        if (!Files.isDirectory(given) || export.isPresent()) {
            add(
                    export.flatMap(TableExport::tableName)
                            .flatMap(this::named)
                            .or(this::only)
                            .orElseThrow(() -> ofNoTable(given)),
                    given);
            return;
        }
        for (Path entry : entries(given)) {
            if (Files.isDirectory(entry) || ItemFile.is(entry)) {
                add(tableOf(entry).orElseThrow(() -> ofNoTable(entry)), entry);
            } else {
                ItemFile.refuseIon(entry);
                notice.accept("%s is not read: items are in %s".formatted(entry, ItemFile.ENDINGS));
            }
        }
    }

    private void add(TableDefinition table, Path from) {
        List<Path> files = Files.isDirectory(from)
                ? TableExport.find(from).map(TableExport::files).orElseGet(() -> itemFiles(from))
                : List.of(from);
        files.forEach(ItemFile::refuseIon);
        Seed earlier = found.putIfAbsent(table, new Seed(table, from, files));
        if (earlier != null) {
            throw new UserError(
                    "%s and %s are both for %s: give one of them".formatted(earlier.from(), from, table.logicalId()));
        }
    }

    private List<Path> itemFiles(Path folder) {
        List<Path> files = new ArrayList<>();
        for (Path entry : entries(folder)) {
            if (ItemFile.is(entry)) {
                files.add(entry);
            } else {
                ItemFile.refuseIon(entry);
                notice.accept("%s is not read: items are in %s".formatted(entry, ItemFile.ENDINGS));
            }
        }
        if (files.isEmpty()) {
            throw new UserError("%s has no items: they are in %s".formatted(folder, ItemFile.ENDINGS));
        }
        return files;
    }

    private Optional<TableDefinition> tableOf(Path path) {
        return named(ItemFile.nameWithoutEnding(path));
    }

    private Optional<TableDefinition> named(String name) {
        return tables.stream()
                .filter(table -> table.logicalId().equals(name))
                .findFirst()
                .or(() -> tables.stream()
                        .filter(table -> table.tableName().equals(name))
                        .findFirst());
    }

    private Optional<TableDefinition> only() {
        return tables.size() == 1 ? Optional.of(tables.get(0)) : Optional.empty();
    }

    private UserError ofNoTable(Path path) {
        return new UserError("%s is of no table: name it after one of %s"
                .formatted(
                        path,
                        tables.isEmpty()
                                ? "the template, which has none"
                                : tables.stream()
                                        .map(TableDefinition::logicalId)
                                        .collect(Collectors.joining(", "))));
    }

    /** Hidden ones are a system's or a tool's. */
    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }
}
