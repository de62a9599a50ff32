package dev.streamecho.trigger.terraform.shown;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.HclValue.Items;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a plan does not know yet: the arguments that refer to what other resources get. Where the configuration of the plan names
 * one attribute for an argument, that is the argument's value; of an expression with several the plan does not tell how they are
 * put together.
 */
final class PlannedReferences {
    private static final int MAXIMUM_DEPTH = 20;
    private static final Pattern MODULE = Pattern.compile("^module\\.([^.\\[]+)(?:\\[[^]]*])?\\.(.*)$");
    private static final Pattern INDEX = Pattern.compile("\\[[^]]*]");

    private final JsonNode plan;
    private final List<ShownResource> resources;
    private final Map<String, JsonNode> unknownByAddress = new LinkedHashMap<>();

    PlannedReferences(JsonNode plan, List<ShownResource> resources) {
        this.plan = plan;
        this.resources = resources;
        for (JsonNode change : plan.path("resource_changes")) {
            unknownByAddress.put(
                    change.path("address").asText(), change.path("change").path("after_unknown"));
        }
    }

    /** Returns the resources with what can be told of their arguments. */
    List<ShownResource> complete() {
        return resources.stream().map(this::complete).toList();
    }

    private ShownResource complete(ShownResource resource) {
        JsonNode unknown = unknownByAddress.get(resource.address());
        if (unknown == null || resource.isData()) {
            return resource;
        }
        Scope scope = scope(resource.address());
        String own = INDEX.matcher(scope.address()).replaceAll("");
        for (JsonNode written : scope.module().path("resources")) {
            if (written.path("address").asText().equals(own)) {
                return resource.with(
                        completed(resource.values(), unknown, written.path("expressions"), scope, resource.address()));
            }
        }
        return resource;
    }

    /**
     * A module of the configuration, as a resource or reference in it sees it.
     *
     * @param prefix of the addresses in it, such as {@code module.orders.}
     * @param calls the modules around it, and the calls that lead to it, outermost first
     */
    private record Scope(JsonNode module, String address, String prefix, List<Call> calls) {}

    private record Call(JsonNode around, JsonNode call, String prefixAround) {}

    private Scope scope(String address) {
        JsonNode module = plan.at("/configuration/root_module");
        List<Call> calls = new ArrayList<>();
        String rest = address;
        String prefix = "";
        Matcher child = MODULE.matcher(rest);
        while (child.matches()) {
            JsonNode call = module.path("module_calls").path(child.group(1));
            calls.add(new Call(module, call, prefix));
            module = call.path("module");
            prefix += rest.substring(0, rest.length() - child.group(2).length());
            rest = child.group(2);
            child = MODULE.matcher(rest);
        }
        return new Scope(module, rest, prefix, List.copyOf(calls));
    }

    private Entries completed(Entries values, JsonNode unknown, JsonNode expressions, Scope scope, String place) {
        Map<String, HclValue> complete = new LinkedHashMap<>();
        values.keys().forEach(key -> complete.put(key, values.get(key)));
        unknown.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode expression = expressions.path(name);
            if (!expression.isMissingNode()) {
                HclValue known = complete.get(name);
                value(known, entry.getValue(), expression, scope, place + "." + name)
                        .ifPresent(value -> complete.put(name, value));
            }
        });
        return HclValue.entries(complete);
    }

    /** @param known what the plan has of it; null if it has nothing */
    private Optional<HclValue> value(
            @Nullable HclValue known, JsonNode unknown, JsonNode expression, Scope scope, String place) {
        if (unknown.isBoolean()) {
            return unknown.booleanValue() ? Optional.of(referred(expression, scope, place)) : Optional.empty();
        }
        if (unknown.isObject() && known instanceof Entries entries) {
            // A map is one expression, and the same stands for each of its values.
            Map<String, HclValue> complete = new LinkedHashMap<>();
            entries.keys().forEach(key -> complete.put(key, entries.get(key)));
            unknown.properties().forEach(entry -> {
                if (entry.getValue().booleanValue()) {
                    complete.put(entry.getKey(), referred(expression, scope, place + "." + entry.getKey()));
                }
            });
            return Optional.of(HclValue.entries(complete));
        }
        if (unknown.isArray() && known instanceof Items items) {
            List<HclValue> complete = new ArrayList<>();
            for (int i = 0; i < items.items().size(); i++) {
                HclValue item = items.items().get(i);
                JsonNode ofItem = expression.isArray() ? expression.path(i) : expression;
                complete.add(
                        item instanceof Entries entries && unknown.path(i).isObject()
                                ? completed(entries, unknown.path(i), ofItem, scope, place)
                                : item);
            }
            return Optional.of(HclValue.items(complete));
        }
        return Optional.empty();
    }

    private HclValue referred(JsonNode expression, Scope scope, String place) {
        List<String> leaves = leaves(expression);
        return leaves.size() == 1
                ? attribute(leaves.get(0), scope, 0).orElseGet(() -> new Unresolved(place))
                : new Unresolved(place);
    }

    /** The references of an expression name each attribute, and again what it is an attribute of. */
    private static List<String> leaves(JsonNode expression) {
        List<String> all = new ArrayList<>();
        expression.path("references").forEach(reference -> all.add(reference.asText()));
        return all.stream()
                .filter(each ->
                        all.stream().noneMatch(other -> other.startsWith(each + ".") || other.startsWith(each + "[")))
                .toList();
    }

    private Optional<HclValue> attribute(String reference, Scope scope, int depth) {
        if (depth > MAXIMUM_DEPTH) {
            return Optional.empty();
        }
        if (reference.startsWith("var.") && !scope.calls().isEmpty()) {
            Call call = scope.calls().get(scope.calls().size() - 1);
            Scope around = new Scope(
                    call.around(),
                    "",
                    call.prefixAround(),
                    scope.calls().subList(0, scope.calls().size() - 1));
            List<String> leaves = leaves(call.call().path("expressions").path(reference.substring("var.".length())));
            return leaves.size() == 1 ? attribute(leaves.get(0), around, depth + 1) : Optional.empty();
        }
        Matcher output = MODULE.matcher(reference);
        if (output.matches()) {
            String module =
                    reference.substring(0, reference.length() - output.group(2).length() - 1);
            Scope inside = scope(scope.prefix() + module + ".");
            List<String> leaves =
                    leaves(inside.module().path("outputs").path(output.group(2)).path("expression"));
            return leaves.size() == 1 ? attribute(leaves.get(0), inside, depth + 1) : Optional.empty();
        }
        int dot = reference.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String address = scope.prefix() + reference.substring(0, dot);
        return resources.stream()
                .filter(resource -> resource.address().equals(address))
                .findFirst()
                .map(resource -> resource.attribute(reference.substring(dot + 1)));
    }
}
