package dev.streamecho.trigger.terraform.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamecho.trigger.terraform.configuration.ResourceInstance;
import dev.streamecho.trigger.terraform.language.HclValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * Values of Terraform's random provider, which are often part of names. Any value is as good as another, so each resource has
 * one here that does not change from run to run.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/random/latest/docs">Random Provider</a>
 */
final class RandomValues {
    private RandomValues() {}

    /** Returns an attribute of a resource of that provider; empty if it is of another. */
    static Optional<HclValue> attribute(ResourceInstance resource, String name) {
        UUID uuid = UUID.nameUUIDFromBytes(resource.address().getBytes(UTF_8));
        String hex = uuid.toString().substring(0, 8);
        return switch (resource.type() + "." + name) {
            case "random_id.hex",
                    "random_id.id",
                    "random_id.b64_url",
                    "random_string.result",
                    "random_string.id",
                    "random_password.result" -> Optional.of(HclValue.text(hex));
            case "random_id.dec" -> Optional.of(HclValue.text(String.valueOf(Long.parseLong(hex, 16))));
            case "random_pet.id" -> Optional.of(HclValue.text("pet-" + hex));
            case "random_uuid.result", "random_uuid.id" -> Optional.of(HclValue.text(uuid.toString()));
            case "random_integer.result" -> Optional.of(least(resource));
            case "random_shuffle.result" -> Optional.of(resource.attribute("input"));
            default -> Optional.empty();
        };
    }

    private static HclValue least(ResourceInstance resource) {
        return resource.settings().get("min").map(setting -> setting.value()).orElse(new HclValue.Num(BigDecimal.ONE));
    }
}
