package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.terraform.language.Block;
import dev.streamecho.trigger.terraform.language.Context;
import dev.streamecho.trigger.terraform.language.EvaluationError;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.util.List;
import java.util.Optional;

/** A resource of a file. */
final class WrittenResource implements ResourceInstance {
    private final String address;
    private final Block block;
    private final Settings settings;
    private final Context context;
    private final ModuleTree tree;

    /** @param context with {@code each} and {@code count} */
    WrittenResource(String address, Block block, Context context, ModuleTree tree) {
        this.address = address;
        this.block = block;
        this.context = context;
        this.settings = new WrittenSettings(block.body(), context, block.line());
        this.tree = tree;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public String type() {
        return block.labels().get(0);
    }

    @Override
    public String name() {
        return block.labels().get(1);
    }

    @Override
    public boolean isData() {
        return block.type().equals("data");
    }

    @Override
    public String file() {
        return block.file();
    }

    @Override
    public Optional<HclValue> variable(String name) {
        return context.named("var") instanceof Entries variables
                        && variables.keys().contains(name)
                ? Optional.of(variables.get(name)).filter(value -> !(value instanceof Null))
                : Optional.empty();
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /** Returns it as references see it. */
    Entries asEntries() {
        return new LazyEntries(settings.names(), this::attribute);
    }

    @Override
    public HclValue attribute(String name) {
        return tree.evaluations().value(address + "." + name, () -> evaluated(name));
    }

    private HclValue evaluated(String name) {
        Optional<Setting> setting = settings.get(name);
        if (setting.isPresent()) {
            setting.get().problem().ifPresent(problem -> {
                throw new EvaluationError(problem);
            });
            return setting.get().value();
        }
        List<Settings> blocks = settings.blocks(name);
        if (!blocks.isEmpty()) {
            return HclValue.items(blocks.stream().map(WrittenResource::entries).toList());
        }
        return tree.provider().attribute(this, name).orElseGet(() -> new Unresolved(address + "." + name));
    }

    private static HclValue entries(Settings block) {
        return new LazyEntries(
                block.names(), name -> block.get(name).map(Setting::value).orElse(HclValue.Null.VALUE));
    }
}
