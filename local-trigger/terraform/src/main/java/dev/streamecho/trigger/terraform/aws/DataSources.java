package dev.streamecho.trigger.terraform.aws;

import dev.streamecho.trigger.template.language.PseudoParameters;
import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.language.Hcl;
import dev.streamecho.trigger.terraform.language.HclValue;
import dev.streamecho.trigger.terraform.language.HclValue.Entries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Data sources that can be read here. It is immutable. */
record DataSources(PseudoParameters stack) {

    Optional<HclValue> attribute(ResourceInstance data, String name) {
        return switch (data.type()) {
            case "aws_caller_identity" -> text(callerIdentity(), name);
            case "aws_region" ->
                text(Map.of("name", stack.region(), "id", stack.region(), "region", stack.region()), name);
            case "aws_partition" ->
                text(
                        Map.of(
                                "partition", stack.partition(),
                                "id", stack.partition(),
                                "dns_suffix", stack.urlSuffix()),
                        name);
            case "aws_availability_zones" ->
                name.equals("names") ? Optional.of(HclValue.items(zones())) : Optional.empty();
            case "aws_default_tags" -> name.equals("tags") ? Optional.of(HclValue.entries(Map.of())) : Optional.empty();
            case "template_file" -> name.equals("rendered") ? Optional.of(rendered(data)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Map<String, String> callerIdentity() {
        return Map.of(
                "account_id",
                PseudoParameters.ACCOUNT_ID,
                "id",
                PseudoParameters.ACCOUNT_ID,
                "user_id",
                "AIDAIOSFODNN7EXAMPLE",
                "arn",
                "arn:%s:iam::%s:user/local".formatted(stack.partition(), PseudoParameters.ACCOUNT_ID));
    }

    private List<HclValue> zones() {
        return Stream.of("a", "b", "c")
                .map(zone -> HclValue.text(stack.region() + zone))
                .map(HclValue.class::cast)
                .toList();
    }

    private static Optional<HclValue> text(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name)).map(HclValue::text);
    }

    private static HclValue rendered(ResourceInstance data) {
        return Hcl.call("templatestring", List.of(data.attribute("template"), variables(data)));
    }

    private static HclValue variables(ResourceInstance data) {
        HclValue variables = data.attribute("vars");
        return variables instanceof Entries ? variables : HclValue.entries(Map.of());
    }
}
