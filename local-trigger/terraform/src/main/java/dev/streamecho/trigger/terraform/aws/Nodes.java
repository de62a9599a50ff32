package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.template.language.TemplateNode;
import dev.streamecho.trigger.template.language.TemplateNode.Computed;
import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.NoValue;
import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import dev.streamecho.trigger.template.language.TemplateNode.ScalarType;
import dev.streamecho.trigger.template.language.TemplateNode.Sequence;
import dev.streamecho.trigger.template.language.Unknown;
import dev.streamecho.trigger.terraform.configuration.Setting;
import dev.streamecho.trigger.terraform.language.EvaluationError;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Bool;
import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import dev.streamecho.trigger.terraform.language.HclValue.Items;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.HclValue.Num;
import dev.streamecho.trigger.terraform.language.HclValue.Text;
import dev.streamecho.trigger.terraform.language.HclValue.Unresolved;
import dev.streamecho.trigger.terraform.language.Marks;
import dev.streamecho.trigger.terraform.language.Marks.Literal;
import dev.streamecho.trigger.terraform.language.Marks.Missing;
import dev.streamecho.trigger.terraform.language.Marks.Part;
import dev.streamecho.trigger.terraform.language.Marks.Reference;
import dev.streamecho.trigger.terraform.language.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of Terraform as nodes of a template. */
final class Nodes {
    private Nodes() {}

    /** Returns the value of an argument; one that Terraform would refuse says why when it is asked for. */
    static TemplateNode of(Setting setting) {
        return setting.problem()
                .map(problem -> refused(problem, setting.line()))
                .orElseGet(() -> of(setting.value(), setting.line()));
    }

    /** Returns a node that says what is wrong when it is asked for. */
    static TemplateNode refused(String problem, int line) {
        return new Computed(
                place -> {
                    throw place.error(problem);
                },
                line);
    }

    static TemplateNode of(HclValue value, int line) {
        if (value instanceof Text text) {
            return string(text.text(), line);
        }
        if (value instanceof Unresolved unresolved) {
            return missing(unresolved.name(), line);
        }
        if (value instanceof Num) {
            return new Scalar(Values.text(value), ScalarType.NUMBER, line);
        }
        if (value instanceof Bool) {
            return new Scalar(Values.text(value), ScalarType.BOOLEAN, line);
        }
        if (value instanceof Items items) {
            return list(items.items().stream().map(item -> of(item, line)).toList(), line);
        }
        if (value instanceof Null) {
            return new NoValue(line);
        }
        return mapping((Entries) value, line);
    }

    private static TemplateNode mapping(Entries entries, int line) {
        Map<String, TemplateNode> nodes = new LinkedHashMap<>();
        for (String key : entries.keys()) {
            try {
                nodes.put(key, of(entries.get(key), line));
            } catch (EvaluationError e) {
                nodes.put(key, refused(e.problem(), line));
            }
        }
        return new Mapping(nodes, line);
    }

    static TemplateNode list(List<TemplateNode> items, int line) {
        return new Sequence(List.copyOf(items), line);
    }

    static Scalar text(String text, int line) {
        return TemplateNode.text(text, line);
    }

    /** Returns a string; what a resource gives in it stays a reference, and for what only AWS knows there is a placeholder. */
    static TemplateNode string(String text, int line) {
        List<TemplateNode> parts =
                Marks.parts(text).stream().map(part -> part(part, line)).toList();
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return parts.isEmpty() ? text("", line) : call("Fn::Join", List.of(text("", line), list(parts, line)), line);
    }

    private static TemplateNode part(Part part, int line) {
        if (part instanceof Missing missing) {
            return missing(missing.name(), line);
        }
        if (part instanceof Reference reference) {
            return reference.isNothing()
                    ? text("", line)
                    : call(
                            "Fn::GetAtt",
                            List.of(
                                    text(StackBuilder.logicalId(reference.resource()), line),
                                    text(reference.attribute(), line)),
                            line);
        }
        return text(((Literal) part).text(), line);
    }

    private static TemplateNode call(String function, List<TemplateNode> arguments, int line) {
        return new Mapping(Map.of(function, list(arguments, line)), line);
    }

    private static TemplateNode missing(String name, int line) {
        return new Computed(place -> place.unknown(new Unknown(name)), line);
    }
}
