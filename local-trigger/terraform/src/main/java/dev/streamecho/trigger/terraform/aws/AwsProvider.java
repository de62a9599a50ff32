package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.template.language.PseudoParameters;
import dev.streamecho.trigger.terraform.configuration.Provider;
import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.configuration.Setting;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Null;
import dev.streamecho.trigger.terraform.language.Marks;
import dev.streamecho.trigger.terraform.language.Marks.Reference;
import dev.streamecho.trigger.terraform.language.Values;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Terraform's provider for AWS would compute, and the providers that are often used beside it. It is immutable. */
public final class AwsProvider implements Provider {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    private final PseudoParameters stack;
    private final DataSources dataSources;

    /** Makes the provider of a region. */
    public AwsProvider(PseudoParameters stack) {
        this.stack = stack;
        this.dataSources = new DataSources(stack);
    }

    @Override
    public boolean isNeeded(String type) {
        return AwsType.isNeeded(type);
    }

    @Override
    public Optional<HclValue> attribute(ResourceInstance resource, String name) {
        if (resource.isData()) {
            Optional<HclValue> value = dataSources.attribute(resource, name);
            if (value.isPresent()) {
                return value;
            }
        }
        return RandomValues.attribute(resource, name).or(() -> ofType(resource, name));
    }

    private Optional<HclValue> ofType(ResourceInstance resource, String name) {
        if (resource.type().equals("aws_lambda_function") && name.equals("version")) {
            return Optional.of(HclValue.text(version(resource)));
        }
        return AwsType.of(resource.type())
                .flatMap(type -> Optional.ofNullable(type.forms().get(name))
                        .map(form -> HclValue.text(value(resource, type, name, form))));
    }

    private static String version(ResourceInstance function) {
        return function.settings()
                        .get("publish")
                        .filter(FunctionConversion::isTrue)
                        .isPresent()
                ? "1"
                : "$LATEST";
    }

    private String value(ResourceInstance resource, AwsType type, String attribute, String form) {
        String filled = PLACEHOLDER
                .matcher(form)
                .replaceAll(match -> Matcher.quoteReplacement(part(match.group(1), resource, type)));
        String reference = type.references().get(attribute);
        if (reference == null || resource.isData()) {
            return filled;
        }
        boolean isNothing = attribute.equals("stream_arn") && !TableConversion.hasStream(resource);
        return Marks.reference(new Reference(resource.address(), reference, isNothing ? "" : Marks.form(filled)));
    }

    private String part(String name, ResourceInstance resource, AwsType type) {
        return switch (name) {
            case "name" -> name(resource, type.nameArgument());
            case "address" -> resource.address();
            case "partition" -> stack.partition();
            case "region" -> stack.region();
            case "suffix" -> stack.urlSuffix();
            case "account" -> PseudoParameters.ACCOUNT_ID;
            case "alias" -> text(resource, "name");
            case "function_arn" -> functionArn(text(resource, "function_name"));
            case "stage_path" -> text(resource, "name").replace("$default", "");
            default -> text(resource, name);
        };
    }

    private String functionArn(String nameOrArn) {
        String form = Marks.form(nameOrArn);
        return form.startsWith("arn:")
                ? form
                : "arn:%s:lambda:%s:%s:function:%s"
                        .formatted(stack.partition(), stack.region(), PseudoParameters.ACCOUNT_ID, form);
    }

    private static String text(ResourceInstance resource, String attribute) {
        HclValue value = resource.attribute(attribute);
        return value instanceof Null ? "" : Values.text(value);
    }

    /** Returns a resource's name: its own, or one that begins as it asks, with what is made up here. */
    static String name(ResourceInstance resource, Optional<String> argument) {
        return argument.flatMap(resource.settings()::get)
                .map(Setting::value)
                .map(Values::text)
                .orElseGet(() -> madeUpName(resource, argument.map(name -> name + "_prefix")));
    }

    private static String madeUpName(ResourceInstance resource, Optional<String> prefixArgument) {
        String prefix = prefixArgument
                .flatMap(resource.settings()::get)
                .map(setting -> Values.text(setting.value()))
                .orElse("terraform-");
        String key = resource.address().contains("[")
                ? resource.address().substring(resource.address().lastIndexOf('['))
                : "";
        String made = (resource.name() + key).replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("-+$", "");
        // Bucket names have no capitals and no underscores.
        return prefix
                + (resource.type().equals("aws_s3_bucket")
                        ? made.toLowerCase(Locale.ROOT).replace('_', '-')
                        : made);
    }
}
