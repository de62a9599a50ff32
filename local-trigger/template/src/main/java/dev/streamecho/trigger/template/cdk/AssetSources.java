package dev.streamecho.trigger.template.cdk;

import dev.streamecho.trigger.FileNames;
import dev.streamecho.trigger.template.form.AssetMetadata;
import dev.streamecho.trigger.template.form.DefinedStack;
import dev.streamecho.trigger.template.language.TemplateNode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what an asset was copied from: the file or folder of the app that is the same. Taken from there, a function has its
 * changes at once, and not after the next synthesis. This class is not thread-safe.
 */
final class AssetSources {
    /** What an app has beside its own sources. */
    private static final Set<String> NOT_OWN =
            Set.of("node_modules", "cdk.out", ".git", ".venv", "venv", ".gradle", ".idea", ".trigger");

    /** What comes into a folder when its code runs, or is looked at. */
    private static final Set<String> BY_THE_WAY = Set.of("__pycache__", ".DS_Store");

    private static final String PACKAGES = "node_modules";
    private static final int MAXIMUM_ENTRIES = 20_000;
    private static final String APP = "cdk.json";

    private final Path app;
    private final List<Path> candidates = new ArrayList<>();
    private boolean areCollected;

    /** @param assembly the folder with what is synthesized, in the app's own */
    AssetSources(Path assembly) {
        this.app = FileNames.folderOf(assembly.toAbsolutePath().normalize());
    }

    /** Returns a stack whose functions and layers have their code where its copy is from, if that is found. */
    DefinedStack in(DefinedStack stack) {
        Map<String, TemplateNode> resources =
                new LinkedHashMap<>(stack.content().resources());
        resources.replaceAll((logicalId, resource) -> AssetFiles.codeOf(resource)
                .flatMap(code -> of(stack.folder().resolve(code.path()))
                        .map(source -> AssetMetadata.with(
                                resource,
                                code.property(),
                                stack.folder().relativize(source).toString())))
                .orElse(resource));
        return stack.withResources(resources);
    }

    /** Returns the absolute path of the one that is the same as an asset; empty if there is none, or several. */
    private Optional<Path> of(Path asset) {
        if (!Files.exists(asset)) {
            return Optional.empty();
        }
        try {
            List<Path> same = new ArrayList<>();
            for (Path candidate : candidates()) {
                if (isSame(candidate, asset)) {
                    same.add(candidate);
                }
            }
            return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
        } catch (IOException e) {
            // What cannot be read cannot be run either; the copy can.
            return Optional.empty();
        }
    }

    private List<Path> candidates() throws IOException {
        if (!areCollected && Files.isRegularFile(app.resolve(APP))) {
            Files.walkFileTree(app, new Collector());
        }
        areCollected = true;
        return candidates;
    }

    private final class Collector extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(app)) {
                if (NOT_OWN.contains(folder.getFileName().toString()) || CloudAssembly.isIn(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                candidates.add(folder);
            }
            return limited();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            candidates.add(file);
            return limited();
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException reason) {
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult limited() {
            return candidates.size() < MAXIMUM_ENTRIES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
        }
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        boolean isFolder = Files.isDirectory(one);
        if (isFolder != Files.isDirectory(other)) {
            return false;
        }
        if (!isFolder) {
            return Files.size(one) == Files.size(other) && Files.mismatch(one, other) == -1;
        }
        Set<String> names = names(one);
        if (!names.equals(names(other))) {
            return false;
        }
        if (one.endsWith(PACKAGES)) {
            // Nobody edits them, and to read them all would take longer than the start.
            return true;
        }
        for (String name : names) {
            if (!isSame(one.resolve(name), other.resolve(name))) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !BY_THE_WAY.contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
