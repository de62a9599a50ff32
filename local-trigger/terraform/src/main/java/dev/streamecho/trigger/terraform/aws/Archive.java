package dev.streamecho.trigger.terraform.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.FileNames;
import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.configuration.Setting;
import dev.streamecho.trigger.terraform.configuration.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An archive that Terraform would make. Its sources are taken as they are, so that they can be changed while they run: a
 * folder, or a file. What is only written in the configuration is written into files first.
 *
 * @param folder the one to which paths are relative
 * @see <a href="https://registry.terraform.io/providers/hashicorp/archive/latest/docs/data-sources/file">archive_file</a>
 */
record Archive(ResourceInstance archive, Path folder) {
    static final String TYPE = "archive_file";

    private static final Path WRITTEN = Path.of(".trigger", "terraform");

    /** Returns the path of the code, for {@code Code}. */
    TemplateNode code(int line) {
        Settings settings = archive.settings();
        Optional<Setting> source = Stream.of("source_dir", "source_file")
                .flatMap(argument -> settings.get(argument).stream())
                .findFirst();
        if (source.isPresent()) {
            return Nodes.of(source.get());
        }
        List<Source> sources = new ArrayList<>();
        settings.get("source_content")
                .ifPresent(content ->
                        sources.add(new Source(settings.get("source_content_filename"), Optional.of(content))));
        settings.blocks("source")
                .forEach(block -> sources.add(new Source(block.get("filename"), block.get("content"))));
        Optional<String> problem =
                sources.stream().map(Source::problem).flatMap(Optional::stream).findFirst();
        if (problem.isPresent() || sources.isEmpty()) {
            return Nodes.refused("%s: %s".formatted(archive.address(), problem.orElse("it has no source")), line);
        }
        Map<String, String> contents = new LinkedHashMap<>();
        sources.forEach(each -> contents.put(
                Catalog.text(each.name()).orElseThrow(),
                Catalog.text(each.content()).orElseThrow()));
        return written(contents, line);
    }

    /** A file that is written in the configuration. */
    private record Source(Optional<Setting> name, Optional<Setting> content) {

        /** Returns why it cannot be written here. */
        Optional<String> problem() {
            return Stream.of(name, content)
                    .flatMap(Optional::stream)
                    .flatMap(setting -> setting.problem().stream())
                    .findFirst()
                    .or(() -> Catalog.text(name).isEmpty()
                                    || Catalog.text(content).isEmpty()
                            ? Optional.of("the name or content of a source is not known here")
                            : Optional.empty());
        }
    }

    private TemplateNode written(Map<String, String> contents, int line) {
        Path made = WRITTEN.resolve(FileNames.encode(archive.address()));
        try {
            for (Map.Entry<String, String> entry : contents.entrySet()) {
                Path root = folder.resolve(made).toAbsolutePath().normalize();
                Path file = root.resolve(entry.getKey()).normalize();
                if (!file.startsWith(root)) {
                    return Nodes.refused(
                            "%s has a file outside of the archive: %s".formatted(archive.address(), entry.getKey()),
                            line);
                }
                write(file, entry.getValue().getBytes(UTF_8));
            }
            return Nodes.text(made.toString(), line);
        } catch (IOException | InvalidPathException e) {
            return Nodes.refused("%s cannot be written: %s".formatted(archive.address(), e), line);
        }
    }

    /** What is the same stays untouched: a change would start the function again. */
    private static void write(Path file, byte[] content) throws IOException {
        if (!Files.isRegularFile(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        }
    }
}
