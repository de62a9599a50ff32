package dev.streamecho.trigger.terraform.configuration;

import dev.streamecho.trigger.terraform.language.Block;
import dev.streamecho.trigger.terraform.language.Body;
import dev.streamecho.trigger.terraform.language.Body.Argument;
import dev.streamecho.trigger.terraform.language.Context;
import dev.streamecho.trigger.terraform.language.EvaluationError;
import dev.streamecho.trigger.terraform.language.Hcl;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import dev.streamecho.trigger.terraform.language.Values;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Arguments and blocks as they are written, with what their names stand for. */
record WrittenSettings(Body body, Context context, int line) implements Settings {

    @Override
    public Optional<Setting> get(String name) {
        return body.argument(name)
                .map(this::evaluated)
                .filter(setting -> setting.problem().isPresent() || !(setting.value() instanceof Null));
    }

    private Setting evaluated(Argument argument) {
        try {
            return Setting.of(argument.value().evaluate(context), argument.line());
        } catch (EvaluationError e) {
            return Setting.refused(e, argument.line());
        }
    }

    @Override
    public List<Settings> blocks(String type) {
        List<Settings> blocks = new ArrayList<>();
        get(type).map(ValueSettings::blocks).ifPresent(blocks::addAll);
        for (Block block : body.blocks()) {
            if (block.type().equals(type)) {
                blocks.add(new WrittenSettings(block.body(), context, block.line()));
            } else if (block.type().equals("dynamic") && block.labels().equals(List.of(type))) {
                blocks.addAll(dynamic(block));
            }
        }
        return List.copyOf(blocks);
    }

    /**
     * Returns the blocks that a dynamic one makes; none if only AWS knows how many they are.
     *
     * @see <a href="https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks">dynamic Blocks</a>
     */
    private List<Settings> dynamic(Block block) {
        Optional<Block> content = block.body().blocks("content").stream().findFirst();
        HclValue over = block.body()
                .argument("for_each")
                .map(this::evaluated)
                .map(Setting::value)
                .orElse(HclValue.Null.VALUE);
        if (content.isEmpty() || over instanceof Null || over instanceof Unresolved) {
            return List.of();
        }
        String iterator = block.body()
                .argument("iterator")
                .flatMap(argument -> Hcl.name(argument.value()))
                .orElse(block.labels().get(0));
        List<Settings> blocks = new ArrayList<>();
        int number = 0;
        for (HclValue item : Values.items(over)) {
            HclValue key = over instanceof Entries entries
                    ? HclValue.text(List.copyOf(entries.keys()).get(number))
                    : HclValue.number(number);
            number++;
            HclValue round = HclValue.entries(Map.of("key", key, "value", item));
            blocks.add(new WrittenSettings(
                    content.get().body(),
                    context.with(Map.of(iterator, round)),
                    content.get().line()));
        }
        return blocks;
    }

    @Override
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        body.arguments().forEach(argument -> names.add(argument.name()));
        return names;
    }
}
