package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.UserError;
import dev.streamecho.trigger.terraform.language.Block;
import dev.streamecho.trigger.terraform.language.Context;
import dev.streamecho.trigger.terraform.language.EvaluationError;
import dev.streamecho.trigger.terraform.language.Expression;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import dev.streamecho.trigger.terraform.language.Values;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A module: the configuration itself, or what a {@code module} block makes of another folder. This class is not thread-safe. */
final class Module implements Context {
    /** A module that calls itself has no end. */
    private static final int MAXIMUM_DEPTH = 20;

    private final ModuleTree tree;
    private final ModuleFiles files;
    private final Variables variables;
    private final String address;
    private final String calls;
    private final Map<String, Expression> locals = new LinkedHashMap<>();
    private final Map<String, Instances<WrittenResource>> resources = new HashMap<>();
    private final Map<String, Instances<Module>> modules = new HashMap<>();

    /**
     * Makes a module.
     *
     * @param address such as {@code module.orders[0]}; empty for the configuration itself
     * @param calls the names of the blocks that lead to it, with dots between them
     */
    Module(ModuleTree tree, ModuleFiles files, Variables.Source values, String address, String calls) {
        this.tree = tree;
        this.files = files;
        this.variables = new Variables(files, values);
        this.address = address;
        this.calls = calls;
        files.blocks("locals")
                .forEach(block -> block.body().arguments().forEach(local -> locals.put(local.name(), local.value())));
    }

    Variables variables() {
        return variables;
    }

    ModuleFiles files() {
        return files;
    }

    @Override
    public Path folder() {
        return tree.root();
    }

    @Override
    public HclValue named(String name) {
        return switch (name) {
            case "var" -> new LazyEntries(variables.names(), this::variable);
            case "local" -> new LazyEntries(locals.keySet(), this::local);
            case "path" -> paths();
            case "terraform" -> HclValue.entries(Map.of("workspace", HclValue.text(tree.workspace())));
            case "data" ->
                new LazyEntries(
                        types("data"), type -> new LazyEntries(names("data", type), of -> resource("data", type, of)));
            case "module" -> new LazyEntries(labels("module"), this::module);
            default -> managed(name);
        };
    }

    private HclValue managed(String type) {
        Set<String> names = names("resource", type);
        if (names.isEmpty()) {
            throw new EvaluationError(
                    type.contains("_")
                            ? "there is no resource of type %s".formatted(type)
                            : "%s is neither a resource nor one of var, local, data, module, path, terraform, each, count"
                                    .formatted(type));
        }
        return new LazyEntries(names, name -> resource("resource", type, name));
    }

    private HclValue paths() {
        Path root = tree.root();
        String relative = root.toAbsolutePath()
                .normalize()
                .relativize(files.folder().toAbsolutePath().normalize())
                .toString();
        return HclValue.entries(Map.of(
                "module", HclValue.text(relative.isEmpty() ? "." : relative),
                "root", HclValue.text("."),
                "cwd", HclValue.text(root.toAbsolutePath().normalize().toString())));
    }

    private HclValue variable(String name) {
        return once("var." + name, () -> variables.value(name, this));
    }

    private HclValue local(String name) {
        Expression local = locals.get(name);
        if (local == null) {
            throw new EvaluationError("local.%s is not declared".formatted(name));
        }
        return once("local." + name, () -> local.evaluate(this));
    }

    private HclValue once(String name, Supplier<HclValue> evaluate) {
        return tree.evaluations().value(prefix() + name, evaluate);
    }

    private String prefix() {
        return address.isEmpty() ? "" : address + ".";
    }

    private Set<String> labels(String type) {
        return files.blocks(type).stream()
                .filter(block -> block.labels().size() == 1)
                .map(block -> block.labels().get(0))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Block> resourceBlocks(String kind) {
        return files.blocks(kind).stream()
                .filter(block -> block.labels().size() == 2)
                .toList();
    }

    private Set<String> types(String kind) {
        return resourceBlocks(kind).stream().map(block -> block.labels().get(0)).collect(Collectors.toSet());
    }

    private Set<String> names(String kind, String type) {
        return resourceBlocks(kind).stream()
                .filter(block -> block.labels().get(0).equals(type))
                .map(block -> block.labels().get(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private HclValue resource(String kind, String type, String name) {
        Block block = resourceBlocks(kind).stream()
                .filter(each -> each.labels().equals(List.of(type, name)))
                .findFirst()
                .orElseThrow(() -> new EvaluationError(
                        "%s%s.%s is not declared".formatted(kind.equals("data") ? "data." : "", type, name)));
        return instances(block).value(WrittenResource::asEntries);
    }

    private Instances<WrittenResource> instances(Block block) {
        String own = prefix() + (block.type().equals("data") ? "data." : "") + String.join(".", block.labels());
        Instances<WrittenResource> known = resources.get(own);
        if (known == null) {
            // The number of them may refer to others of its kind, so nothing is put into the map meanwhile.
            known = Instances.of(
                    block.body(), this, (key, context) -> new WrittenResource(own + key, block, context, tree));
            resources.put(own, known);
        }
        return known;
    }

    private HclValue module(String name) {
        Block block = files.blocks("module").stream()
                .filter(each -> each.labels().equals(List.of(name)))
                .findFirst()
                .orElseThrow(() -> new EvaluationError("module.%s is not declared".formatted(name)));
        Optional<Path> source = source(block);
        return source.isEmpty()
                ? new Unresolved(prefix() + "module." + name)
                : modules(block, source.get()).value(Module::outputs);
    }

    private Instances<Module> modules(Block block, Path source) {
        String name = block.labels().get(0);
        Instances<Module> known = modules.get(name);
        if (known == null) {
            if (calls.split("\\.").length >= MAXIMUM_DEPTH) {
                throw new UserError("%s: line %d: modules are nested more than %d deep"
                        .formatted(block.file(), block.line(), MAXIMUM_DEPTH));
            }
            ModuleFiles inside = ModuleFiles.read(source);
            known = Instances.of(
                    block.body(),
                    this,
                    (key, context) -> new Module(
                            tree,
                            inside,
                            (variable, type) -> block.body()
                                    .argument(variable)
                                    .map(argument ->
                                            type.convert(argument.value().evaluate(context))),
                            prefix() + "module." + name + key,
                            calls.isEmpty() ? name : calls + "." + name));
            modules.put(name, known);
        }
        return known;
    }

    private HclValue outputs() {
        return new LazyEntries(labels("output"), this::output);
    }

    private HclValue output(String name) {
        Block block = files.blocks("output").stream()
                .filter(each -> each.labels().equals(List.of(name)))
                .findFirst()
                .orElseThrow(() -> new EvaluationError("%s has no output %s".formatted(address, name)));
        return once(
                "output." + name,
                () -> block.body()
                        .argument("value")
                        .map(argument -> argument.value().evaluate(this))
                        .orElse(HclValue.Null.VALUE));
    }

    /** Returns the folder of a module: one of this machine, or what Terraform has fetched; empty if it is not there. */
    private Optional<Path> source(Block block) {
        String name = block.labels().get(0);
        String source = block.body()
                .argument("source")
                .map(argument -> Values.text(argument.value().evaluate(this)))
                .orElse("");
        if (source.startsWith("./") || source.startsWith("../") || source.equals(".") || source.equals("..")) {
            return Optional.of(localFolder(source));
        }
        return tree.installed().folder(calls.isEmpty() ? name : calls + "." + name);
    }

    private Path localFolder(String source) {
        try {
            Path folder = files.folder().resolve(source).normalize();
            if (Files.isDirectory(folder)) {
                return folder;
            }
        } catch (InvalidPathException e) {
            throw new EvaluationError("the source %s is not a path".formatted(source));
        }
        throw new EvaluationError("the source %s is not a folder".formatted(source));
    }

    /** Returns all resources and data sources, those of called modules too, in the order of the files. */
    List<ResourceInstance> all() {
        List<ResourceInstance> all = new ArrayList<>();
        for (Block block : files.blocks()) {
            if ((block.type().equals("resource") || block.type().equals("data"))
                    && block.labels().size() == 2) {
                addResources(block, all);
            } else if (block.type().equals("module") && block.labels().size() == 1) {
                addModules(block, all);
            }
        }
        return all;
    }

    private void addResources(Block block, List<ResourceInstance> all) {
        String own = prefix() + String.join(".", block.labels());
        try {
            Instances<WrittenResource> instances = instances(block);
            all.addAll(instances.all());
            if (block.type().equals("resource")
                    && tree.provider().isNeeded(block.labels().get(0))) {
                instances.unresolved().ifPresent(missing -> noteUnknownNumber(own, missing));
            }
        } catch (EvaluationError e) {
            throw refused(block, own, e);
        }
    }

    private void addModules(Block block, List<ResourceInstance> all) {
        String own = prefix() + "module." + block.labels().get(0);
        try {
            Optional<Path> source = source(block);
            if (source.isEmpty()) {
                tree.notices()
                        .add(
                                "modules that are not here",
                                own,
                                "left out, with the resources in them; terraform init fetches them");
                return;
            }
            Instances<Module> instances = modules(block, source.get());
            instances.unresolved().ifPresent(missing -> noteUnknownNumber(own, missing));
            instances.all().forEach(module -> all.addAll(module.all()));
        } catch (EvaluationError e) {
            throw refused(block, own, e);
        }
    }

    private void noteUnknownNumber(String what, Unresolved missing) {
        tree.notices()
                .add(
                        "resources whose count or for_each needs %s".formatted(missing.name()),
                        what,
                        "left out, as it is not known here; give variables with --parameter-overrides");
    }

    private static UserError refused(Block block, String what, EvaluationError error) {
        return new UserError(
                "%s: %s (line %d): %s".formatted(block.file(), what, block.line(), error.problem()), error);
    }
}
