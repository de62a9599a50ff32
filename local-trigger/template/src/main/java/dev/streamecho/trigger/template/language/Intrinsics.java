package dev.streamecho.trigger.template.language;

import dev.streamecho.trigger.template.language.TemplateNode.Mapping;
import dev.streamecho.trigger.template.language.TemplateNode.Scalar;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The intrinsic functions of a template, each from its argument to its value.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">
 *     Intrinsic functions</a>
 */
final class Intrinsics {
    static final String TRANSFORM = "Fn::Transform";

    private static final Map<String, UnaryOperator<Value>> FUNCTIONS = Map.ofEntries(
            Map.entry("Ref", References::ref),
            Map.entry("Fn::GetAtt", References::getAtt),
            Map.entry("Fn::Sub", Substitution::sub),
            Map.entry("Fn::Join", StringFunctions::join),
            Map.entry("Fn::Split", StringFunctions::split),
            Map.entry("Fn::Base64", StringFunctions::base64),
            Map.entry("Fn::ToJsonString", StringFunctions::toJsonString),
            Map.entry("Fn::Select", ListFunctions::select),
            Map.entry("Fn::Length", ListFunctions::length),
            Map.entry("Fn::GetAZs", ListFunctions::availabilityZones),
            Map.entry("Fn::Cidr", Cidr::blocks),
            Map.entry("Fn::ImportValue", Intrinsics::importValue),
            Map.entry("Fn::GetStackOutput", Intrinsics::getStackOutput),
            Map.entry(TRANSFORM, Intrinsics::transform),
            Map.entry("Fn::If", Conditions::choose),
            Map.entry("Fn::FindInMap", FindInMap::find));

    private Intrinsics() {}

    static boolean isCall(TemplateNode node) {
        if (!(node instanceof Mapping mapping) || mapping.entries().size() != 1) {
            return false;
        }
        String name = functionOf(node);
        return name.equals("Ref") || name.startsWith("Fn::");
    }

    /** Returns the name of the function that a node calls; only for a mapping of one key. */
    static String functionOf(TemplateNode node) {
        return ((Mapping) node).entries().keySet().iterator().next();
    }

    /** Returns the value of a call, which may be a call again. */
    static Value apply(Value call) {
        String name = functionOf(call.node());
        UnaryOperator<Value> function = FUNCTIONS.get(name);
        if (function == null) {
            throw call.error(whyNot(name));
        }
        return function.apply(call.argument());
    }

    private static Value importValue(Value argument) {
        String export = argument.text();
        return argument.scope()
                .resources()
                .imported(export, argument)
                .orElseGet(() -> argument.unknown("Fn::ImportValue " + export));
    }

    private static Value getStackOutput(Value argument) {
        String stackName = argument.require("StackName").text();
        String output = argument.require("OutputName").text();
        return argument.scope()
                .resources()
                .output(stackName, output, argument)
                .orElseGet(() -> argument.unknown("Fn::GetStackOutput %s.%s".formatted(stackName, output)));
    }

    private static Value transform(Value argument) {
        return argument.unknown(nameOfTransform(argument));
    }

    /** Returns what a message calls a macro that CloudFormation runs. */
    static String nameOfTransform(Value argument) {
        return argument.node() instanceof Mapping mapping && mapping.entries().get("Name") instanceof Scalar name
                ? TRANSFORM + " " + name.text()
                : TRANSFORM;
    }

    /** Returns why a function is not resolved. */
    static String whyNot(String name) {
        if (name.startsWith("Fn::ForEach")) {
            return name + " is written " + ForEach.USAGE + ", with values that can be resolved here";
        }
        return switch (name) {
            case TRANSFORM -> "Fn::Transform is run by CloudFormation, not here; write what it gives into the template";
            default ->
                name + " cannot be resolved here; known are "
                        + String.join(", ", FUNCTIONS.keySet().stream().sorted().toList());
        };
    }

    /** Returns the items of a function's argument, whose number must be in the range, bounds included. */
    static List<Value> arguments(Value argument, int minimum, int maximum, String usage) {
        return argument.arguments()
                .filter(items -> items.size() >= minimum && items.size() <= maximum)
                .orElseThrow(() -> argument.error("the form is " + usage));
    }
}
